// Everything on the canvas, from top to bottom: axis, lanes, bands, what is marked.

class TimelinePicture {
    constructor(canvas, model, viewport) {
        Object.assign(this, {canvas, model, viewport, marked: null, selection: null});
        this.painter = new Painter(canvas, viewport);
        let top = AXIS;
        this.places = model.lanes.map(lane => {
            const place = {lane, top};
            top += lane.height + GAP;
            return place;
        });
        this.height = top + 4;
        this.repaint = this.repaint.bind(this);
    }

    schedule() {
        if (!this.waiting) this.waiting = requestAnimationFrame(this.repaint);
    }

    repaint() {
        this.waiting = 0;
        const painter = this.painter;
        painter.begin(this.canvas.clientWidth, this.height, new Ink());
        this.places.forEach(place => this.track(place));
        painter.pen.save();
        painter.pen.beginPath();
        painter.pen.rect(GUTTER, 0, painter.plotWidth, this.height);
        painter.pen.clip();
        this.grid();
        this.places.forEach(place => this.lane(place));
        this.bands();
        this.horizon();
        this.mark();
        this.select();
        painter.pen.restore();
        this.places.forEach(place => this.name(place));
    }

    track({lane, top}) {
        this.painter.fill('var(--track)', GUTTER, top, this.painter.plotWidth, lane.height, 0.5);
    }

    grid() {
        const painter = this.painter;
        const [from, to] = painter.range();
        for (const tick of ticksBetween(from, to, Math.max(2, Math.floor(painter.plotWidth / 95)))) {
            const x = painter.x(tick);
            painter.line('var(--line)', x, AXIS - 6, this.height - 4);
            const text = tickText(tick, to - from);
            if (x + 4 + text.length * LETTER < painter.width) painter.text(text, x + 4, 9, 'var(--muted)', 90);
        }
    }

    // Beneath, the last layer; the first one on top.
    lane({lane, top}) {
        for (const {layer, top: inner, height} of [...lane.layers].reverse()) {
            layer.paint(this.painter, top + inner, height);
        }
    }

    name({lane, top}) {
        const middle = top + (lane.note ? 14 : lane.height / 2);
        this.painter.text(lane.name, 2, middle, 'var(--ink)', GUTTER - 6);
        if (lane.note) this.painter.text(lane.note, 2, top + 30, 'var(--muted)', GUTTER - 2);
    }

    bands() {
        const painter = this.painter;
        const [from, to] = painter.range();
        for (const band of this.model.bands) {
            if (band.to < from || band.from > to) continue;
            const left = painter.x(Math.max(band.from, from));
            const width = painter.x(Math.min(band.to, to)) - left;
            const strength = band.strength * clamp(width, 0.35, 1);
            painter.fill(band.colour, left, AXIS, Math.max(1, width), this.height - AXIS - 4, strength);
        }
    }

    horizon() {
        const at = this.model.horizon;
        const [from, to] = this.painter.range();
        if (at === null || at < from || at > to) return;
        this.painter.line('var(--muted)', this.painter.x(at), AXIS - 8, this.height - 4);
    }

    // The item under the pointer, and of a job the legs before and after the worker's.
    mark() {
        if (this.marked === null) return;
        const {place, part, item} = this.marked;
        const height = place.lane.strip ?? 5;
        for (const [from, to, colour] of item.legs ?? []) {
            const left = Math.max(this.painter.x(from), GUTTER);
            const right = Math.min(this.painter.x(to), this.painter.width);
            if (right > left) {
                this.painter.fill('var(--ink)', left, place.top, right - left, height + 2, 1);
                this.painter.fill(colour, left, place.top + 1, right - left, height, 1);
            }
        }
        this.painter.frame(item, place.top + part.top, part.height);
    }

    select() {
        if (this.selection === null) return;
        const [a, b] = this.selection;
        this.painter.fill('var(--accent)', Math.min(a, b), AXIS, Math.abs(b - a), this.height - AXIS - 4, 0.2);
    }

    // What lies at a point of the canvas, or else above or below it in its lane: {place, part, item}, or null.
    find(x, y) {
        const place = this.places.find(p => y >= p.top && y < p.top + p.lane.height + GAP);
        if (!place || x < GUTTER) return null;
        const nanos = this.painter.nanosAt(x);
        const tolerance = 3 * this.painter.nanosPerPixel();
        const inner = y - place.top;
        const missed = part => Math.max(part.top - inner, inner - part.top - part.height, 0);
        for (const part of [...place.lane.layers].sort((a, b) => missed(a) - missed(b))) {
            const item = part.layer.at(nanos, tolerance);
            if (item !== null) return {place, part, item};
        }
        return null;
    }
}

// As many digits as tell two ticks apart.
function tickText(nanos, length) {
    if (nanos === 0) return '0';
    const [unit, name] = [[1e9, 's'], [1e6, 'ms'], [1e3, '\u00b5s'], [1, 'ns']]
        .find(([size]) => nanos >= size || size === 1);
    const digits = clamp(Math.ceil(Math.log10(unit / length) + 1.2), 0, 9);
    const text = (nanos / unit).toFixed(digits);
    return (text.includes('.') ? text.replace(/\.?0+$/, '') : text) + name;
}
