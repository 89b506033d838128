// How the timeline is moved about: wheel, drag, buttons and keys.

const STEP = 1.6;
const PAN_SHARE = 0.2;
const MIN_DRAG = 5;
const KEYS = 'Plus and minus zoom, left and right move, 0 shows the whole run, up and down choose a lane, '
    + 'shift with left and right steps through what is in it.';

class Controls {
    constructor(picture, viewport) {
        Object.assign(this, {picture, viewport, canvas: picture.canvas, laneIndex: 0, dragFrom: null});
        this.listen();
    }

    listen() {
        const on = (type, handle, options) =>
            this.canvas.addEventListener(type, handle.bind(this), options);
        on('wheel', this.wheel, {passive: false});
        on('pointerdown', this.press);
        on('pointermove', this.move);
        on('pointerup', this.release);
        on('pointercancel', this.cancel);
        on('pointerleave', this.leave);
        on('dblclick', () => this.viewport.reset());
        on('keydown', this.key);
        on('blur', this.leave);
    }

    toolbar() {
        const range = element('output', {class: 'range', id: 'range'});
        const tell = () => range.textContent = tickText(this.viewport.from, this.viewport.length) + ' \u2013 '
            + tickText(this.viewport.to, this.viewport.length) + ' (' + nanosText(this.viewport.length) + ')';
        this.viewport.listeners.push(tell);
        tell();
        return element('div', {class: 'toolbar', role: 'toolbar', 'aria-label': 'Timeline'},
            button('+', 'Zoom in', () => this.viewport.zoomMiddle(1 / STEP)),
            button('\u2212', 'Zoom out', () => this.viewport.zoomMiddle(STEP)),
            button('\u2190', 'Earlier', () => this.viewport.pan(-PAN_SHARE)),
            button('\u2192', 'Later', () => this.viewport.pan(PAN_SHARE)),
            button('Whole run', 'Show the whole run', () => this.viewport.reset()),
            range,
            element('span', {class: 'hint'}, 'drag to zoom \u00b7 click, then wheel and keys'));
    }

    // Only after a click, or with the key that zooms elsewhere: a page that does not scroll on is a trap.
    wheel(event) {
        const zooms = event.ctrlKey || event.metaKey || document.activeElement === this.canvas;
        if (!zooms) return;
        event.preventDefault();
        if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
            this.viewport.pan((event.deltaX || event.deltaY) / this.picture.painter.plotWidth);
        } else {
            const nanos = this.picture.painter.nanosAt(Math.max(GUTTER, event.offsetX));
            this.viewport.zoom(nanos, clamp(Math.exp(event.deltaY / 300), 0.5, 2));
        }
    }

    press(event) {
        if (event.button !== 0 || event.offsetX < GUTTER) return;
        this.dragFrom = event.offsetX;
        this.canvas.setPointerCapture(event.pointerId);
    }

    move(event) {
        if (this.dragFrom !== null) {
            const dragged = Math.abs(event.offsetX - this.dragFrom) > MIN_DRAG;
            this.picture.selection = dragged ? [this.dragFrom, event.offsetX] : null;
            this.picture.schedule();
        }
        this.point(this.picture.find(event.offsetX, event.offsetY), event.clientX, event.clientY);
    }

    release() {
        const selection = this.picture.selection;
        this.cancel();
        if (selection === null) return;
        const [from, to] = selection.map(x => this.picture.painter.nanosAt(x)).sort((a, b) => a - b);
        this.viewport.show(from, to);
    }

    cancel() {
        this.dragFrom = null;
        this.picture.selection = null;
        this.picture.schedule();
    }

    leave() {
        this.point(null);
    }

    point(found, x, y) {
        this.picture.marked = found;
        this.picture.schedule();
        if (found === null) tooltip.hide();
        else tooltip.show(found.item.about(), x, y);
    }

    key(event) {
        const action = event.ctrlKey || event.metaKey || event.altKey ? null : this.actionOf(event);
        if (action === null) return;
        event.preventDefault();
        action();
    }

    actionOf(event) {
        const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
        if (step) return event.shiftKey ? () => this.item(step) : () => this.viewport.pan(step * PAN_SHARE);
        switch (event.key) {
            case '+': case '=': return () => this.viewport.zoomMiddle(1 / STEP);
            case '-': case '_': return () => this.viewport.zoomMiddle(STEP);
            case '0': case 'Home': return () => this.viewport.reset();
            case 'ArrowUp': return () => this.lane(-1);
            case 'ArrowDown': return () => this.lane(1);
            case 'Escape': return () => this.leave();
            default: return null;
        }
    }

    lane(step) {
        this.laneIndex = clamp(this.laneIndex + step, 0, this.picture.places.length - 1);
        this.picture.marked = null;
        this.item(0);
    }

    // To the next item of the chosen lane, and to where it is if it is out of view.
    item(step) {
        const place = this.picture.places[this.laneIndex];
        const part = place.lane.layers.find(({layer}) => (layer.items ?? [1]).length > 0);
        const marked = this.picture.marked?.place === place ? this.picture.marked.item : null;
        const item = part?.layer.neighbour(marked, step, this.viewport.from) ?? null;
        if (item === null) {
            announce({title: place.lane.spoken + ': nothing in it', rows: []});
            return;
        }
        if (item.to < this.viewport.from || item.from > this.viewport.to) {
            const middle = (item.from + item.to) / 2;
            this.viewport.show(middle - this.viewport.length / 2, middle + this.viewport.length / 2);
        }
        this.present({place, part, item});
    }

    present(found) {
        const box = this.canvas.getBoundingClientRect();
        const from = Math.max(found.item.from, this.viewport.from);
        const to = Math.min(found.item.to, this.viewport.to);
        const x = this.picture.painter.x((from + to) / 2);
        this.point(found, box.left + x, box.top + found.place.top + found.part.top + found.part.height);
        announce(found.item.about());
    }
}
