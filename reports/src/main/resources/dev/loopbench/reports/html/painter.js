// Draws on the canvas: from times to pixels, from the names of colours to colours.

const GUTTER = 64;
const AXIS = 22;
const GAP = 3;
const LETTER = 6.4;

class Painter {
    constructor(canvas, viewport) {
        Object.assign(this, {canvas, viewport, pen: canvas.getContext('2d')});
    }

    // As sharp as the screen, whatever the zoom of the page.
    begin(width, height, ink) {
        const scale = devicePixelRatio || 1;
        this.canvas.width = Math.round(width * scale);
        this.canvas.height = Math.round(height * scale);
        this.canvas.style.setProperty('height', height + 'px');
        Object.assign(this, {width, height, ink});
        this.pen.setTransform(scale, 0, 0, scale, 0, 0);
        this.pen.font = '11px ' + getComputedStyle(this.canvas).fontFamily;
        this.pen.textBaseline = 'middle';
    }

    get plotWidth() {
        return Math.max(1, this.width - GUTTER - 1);
    }

    range() {
        return [this.viewport.from, this.viewport.to];
    }

    x(nanos) {
        return GUTTER + (nanos - this.viewport.from) / this.viewport.length * this.plotWidth;
    }

    nanosAt(x) {
        return this.viewport.from + (x - GUTTER) / this.plotWidth * this.viewport.length;
    }

    nanosPerPixel() {
        return this.viewport.length / this.plotWidth;
    }

    fill(colour, x, y, width, height, density) {
        this.pen.globalAlpha = density;
        this.pen.fillStyle = this.ink.of(colour);
        this.pen.fillRect(x, y, width, height);
        this.pen.globalAlpha = 1;
    }

    // On whole pixels: neighbours touch, without a seam.
    column(colour, left, right, y, height) {
        const from = Math.round(left);
        this.fill(colour, from, y, Math.max(1, Math.round(right) - from), height, 1);
    }

    block(item, left, right, top, height, flat) {
        const gap = !flat && right - left > 4 ? 0.75 : 0;
        this.fill(item.colour, left, top, right - left - gap, height, item.density ?? 1);
    }

    label(text, left, right, top, height) {
        if (right - left > 4 * LETTER) {
            this.text(text, left + 5, top + height / 2 + 0.5, 'var(--on-block)', right - left - 8);
        }
    }

    // Cut where the room ends; a letter's width is guessed, for asking takes longer than drawing.
    text(text, x, y, colour, room) {
        const letters = Math.floor(room / LETTER);
        const whole = cleaned(text);
        const shown = whole.length <= letters ? whole : whole.slice(0, letters - 1) + '\u2026';
        this.pen.fillStyle = this.ink.of(colour);
        if (letters > 1) this.pen.fillText(shown, x, y);
    }

    line(colour, x, top, bottom) {
        this.fill(colour, Math.round(x), top, 1, bottom - top, 1);
    }

    frame(item, top, height) {
        const [from, to] = this.range();
        if (item.to < from || item.from > to) return;
        const left = Math.max(this.x(item.from), GUTTER);
        const right = Math.min(this.x(item.to), this.width);
        this.pen.strokeStyle = this.ink.of('var(--ink)');
        this.pen.lineWidth = 1.5;
        this.pen.strokeRect(left - 1, top, Math.max(3, right - left + 1), height);
    }
}
