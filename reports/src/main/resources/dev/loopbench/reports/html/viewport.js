// The part of the run that is in view, and its address: #t=from-to, in nanoseconds.

const SHORTEST_NANOS = 100;
const ADDRESS = /^#t=(\d{1,19})-(\d{1,19})$/;
const ADDRESS_DELAY = 250;

class Viewport {
    constructor(end) {
        Object.assign(this, {end, from: 0, to: end, listeners: [], timer: 0});
    }

    get length() {
        return this.to - this.from;
    }

    isWhole() {
        return this.from === 0 && this.to === this.end;
    }

    show(from, to) {
        const length = clamp(to - from, Math.min(SHORTEST_NANOS, this.end), this.end);
        const middle = (from + to) / 2;
        this.from = clamp(middle - length / 2, 0, this.end - length);
        this.to = this.from + length;
        this.listeners.forEach(listener => listener());
        // Browsers refuse an address that changes with every turn of a wheel.
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.writeAddress(), ADDRESS_DELAY);
    }

    reset() {
        this.show(0, this.end);
    }

    // Keeps what is at `nanos` where it is.
    zoom(nanos, factor) {
        const length = clamp(this.length * factor, Math.min(SHORTEST_NANOS, this.end), this.end);
        const share = (nanos - this.from) / this.length;
        this.show(nanos - share * length, nanos + (1 - share) * length);
    }

    zoomMiddle(factor) {
        this.zoom((this.from + this.to) / 2, factor);
    }

    pan(share) {
        const by = clamp(share * this.length, -this.from, this.end - this.to);
        this.show(this.from + by, this.to + by);
    }

    writeAddress() {
        const address = this.isWhole() ? '#timeline' : addressOf(this.from, this.to);
        if (!this.isWhole() || ADDRESS.test(location.hash)) history.replaceState(null, '', address);
    }

    readAddress() {
        const found = ADDRESS.exec(location.hash);
        if (found === null || Number(found[2]) <= Number(found[1])) return false;
        this.show(Number(found[1]), Number(found[2]));
        return true;
    }
}

function addressOf(from, to) {
    return '#t=' + BigInt(Math.floor(from)) + '-' + BigInt(Math.ceil(to));
}
