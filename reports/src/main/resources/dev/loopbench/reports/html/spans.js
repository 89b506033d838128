// What a lane is made of. Every layer paints itself between two heights of a painter and answers
// which of its items lies at a time.

// How far back an item is looked for that is still going on: on a lane they hardly ever overlap.
const MAX_OVERLAPS = 64;

// The index of the last item that begins at `nanos` or before; -1 if none does.
function lastFrom(items, nanos) {
    let low = 0;
    let high = items.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (items[middle].from <= nanos) low = middle + 1;
        else high = middle;
    }
    return low - 1;
}

// Items with a begin, an end and a colour: {from, to, colour, label, about}.
class SpanLayer {
    constructor(items, look) {
        this.items = items.filter(item => item.to >= item.from).sort((a, b) => a.from - b.from);
        this.look = look ?? {};
        this.longest = this.items.reduce((most, item) => Math.max(most, item.to - item.from), 0);
    }

    at(nanos, tolerance) {
        const last = lastFrom(this.items, nanos + tolerance);
        let best = null;
        for (let i = last; i >= 0 && i > last - MAX_OVERLAPS; i--) {
            const item = this.items[i];
            const missed = Math.max(item.from - nanos, nanos - item.to, 0);
            if (missed <= tolerance && (best === null || missed < best.missed)) {
                best = {item, missed};
            }
        }
        return best?.item ?? null;
    }

    neighbour(item, step, nanos) {
        const index = item === null ? lastFrom(this.items, nanos) : this.items.indexOf(item);
        return this.items[clamp(index + step, 0, this.items.length - 1)] ?? null;
    }

    firstWithin(from) {
        return Math.max(0, lastFrom(this.items, from - this.longest));
    }

    paint(painter, top, height) {
        const [from, to] = painter.range();
        const dust = new Dust(painter, top, height);
        const labels = [];
        for (let i = this.firstWithin(from); i < this.items.length; i++) {
            const item = this.items[i];
            if (item.from > to) break;
            if (item.to < from) continue;
            const left = painter.x(Math.max(item.from, from));
            const right = painter.x(Math.min(item.to, to));
            if (right - left < 1.5) {
                dust.add(item.colour, left, right, this.look.least ?? 0);
                continue;
            }
            painter.block(item, left, right, top, height, this.look.flat);
            if (this.look.labels) labels.push([item.label, left, right]);
        }
        dust.settle();
        // Last, for a block may lie over an earlier one.
        labels.forEach(([label, left, right]) => painter.label(label, left, right, top, height));
    }
}

// Items narrower than a pixel: a column is as dense as what lies in it covers of it, so that many
// short jobs do not look like one long one.
class Dust {
    constructor(painter, top, height) {
        Object.assign(this, {painter, top, height, column: null, covered: 0});
    }

    add(colour, left, right, least) {
        const column = Math.floor(left);
        if (column !== this.column) {
            this.settle();
            Object.assign(this, {column, covered: 0, widest: -1});
        }
        const width = Math.max(right - left, least);
        this.covered += width;
        if (width > this.widest) Object.assign(this, {widest: width, colour});
    }

    settle() {
        if (this.column === null) return;
        const density = clamp(this.covered, 0.12, 1);
        this.painter.fill(this.colour, this.column, this.top, 1, this.height, density);
    }
}

// Shares of equal bins, stacked: series of {colour, nanos[]}.
class BinLayer {
    constructor(binNanos, series, about) {
        Object.assign(this, {binNanos, series, about});
        this.length = Math.max(0, ...series.map(one => one.nanos.length));
    }

    at(nanos) {
        const bin = Math.floor(nanos / this.binNanos);
        if (!(bin >= 0 && bin < this.length)) return null;
        const from = bin * this.binNanos;
        return {from, to: from + this.binNanos, about: () => this.about(this, bin)};
    }

    neighbour(item, step, nanos) {
        const at = item === null ? nanos : item.from + this.binNanos * (step + 0.5);
        return this.at(clamp(at, 0, this.length * this.binNanos - 1));
    }

    share(one, bin) {
        return clamp((one.nanos[bin] ?? 0) / this.binNanos, 0, 1);
    }

    paint(painter, top, height) {
        const [from, to] = painter.range();
        const first = clamp(Math.floor(from / this.binNanos), 0, this.length);
        const end = clamp(Math.ceil(to / this.binNanos), 0, this.length);
        for (let bin = first; bin < end; bin++) {
            const left = painter.x(bin * this.binNanos);
            const right = painter.x((bin + 1) * this.binNanos);
            let bottom = top + height;
            for (const one of this.series) {
                const high = Math.min(this.share(one, bin) * height, bottom - top);
                bottom -= high;
                if (high > 0) painter.column(one.colour, left, right, bottom, high);
            }
        }
    }
}

// A level that holds from each point to the next: [[atNanos, level], ...].
class LevelLayer {
    constructor(points, end, colour, about) {
        const known = points.filter(point => point[0] <= end).sort((a, b) => a[0] - b[0]);
        this.items = known.map(([from, level], index) =>
            ({from, to: known[index + 1]?.[0] ?? end, level, about: () => about(level, from)}));
        this.most = this.items.reduce((most, item) => Math.max(most, item.level), 0);
        this.colour = colour;
    }

    at(nanos) {
        const item = this.items[lastFrom(this.items, nanos)];
        return item && nanos <= item.to ? item : null;
    }

    neighbour(item, step, nanos) {
        const index = item === null ? lastFrom(this.items, nanos) : this.items.indexOf(item);
        return this.items[clamp(index + step, 0, this.items.length - 1)] ?? null;
    }

    paint(painter, top, height) {
        const [from, to] = painter.range();
        for (const item of this.items) {
            if (item.to < from || item.from > to || !(item.level > 0)) continue;
            const left = painter.x(Math.max(item.from, from));
            const right = painter.x(Math.min(item.to, to));
            const high = Math.max(1, item.level / this.most * height);
            painter.column(this.colour, left, right, top + height - high, high);
        }
    }
}
