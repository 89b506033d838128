// Line charts: two axes, a few series, and a cursor that reads all of them at once.

// Drawn smaller on a phone, so that its letters are not.
const CHART = {width: innerWidth < 720 ? 380 : 560, height: innerWidth < 720 ? 240 : 270, left: 58, right: 24, top: 12, bottom: 40};
const MAX_DECADES = 20;

// Maps values to 0..1; `ticks` are [value, text].
class Axis {
    constructor(from, to, ticks, title) {
        Object.assign(this, {from, to: to > from ? to : from + 1, ticks, title});
    }

    place(value) {
        return clamp((value - this.from) / (this.to - this.from), 0, 1);
    }
}

function log10(value) {
    return Math.log10(Math.max(value, 1e-12));
}

// Durations by powers of ten; the values on such an axis are their logarithms.
function nanosAxis(least, most, title) {
    const from = Math.floor(log10(Math.max(1, least)));
    const to = Math.min(Math.max(from + 1, Math.ceil(log10(Math.max(1, most)) - 1e-9)), from + MAX_DECADES);
    const ticks = Array.from({length: to - from + 1}, (_, i) => [from + i, roundNanosText(10 ** (from + i))]);
    return new Axis(from, to, ticks, title);
}

function shareAxis(most, title) {
    const to = clamp(most, 1e-4, 1);
    const ticks = ticksBetween(0, to, 5).map(share => [share, tidyShare(share)]);
    return new Axis(0, to, ticks, title);
}

function tidyShare(share) {
    return String(Number((share * 100).toPrecision(6))) + '%';
}

function lineChart({label, x, y, series, about}) {
    const drawn = drawing('svg', {class: 'chart', role: 'img', tabindex: '0', 'aria-label': label,
        viewBox: '0 0 ' + CHART.width + ' ' + CHART.height});
    const frame = chartFrame(x, y, CHART);
    drawn.append(...axisLines(x, y, frame), ...series.flatMap(one => seriesLines(one, frame)));
    const stops = series.map(one => one.points.map(point => point[0]))
        .reduce((a, b) => b.length > a.length ? b : a, []);
    new ChartCursor(drawn, frame, stops, about);
    return drawn;
}

// From values to places in a drawing of a size with its margins.
function chartFrame(x, y, size) {
    const width = size.width - size.left - size.right;
    const height = size.height - size.top - size.bottom;
    return {
        size,
        x: value => size.left + x.place(value) * width,
        y: value => size.top + (1 - y.place(value)) * height,
        bottom: size.top + height,
        right: size.left + width,
    };
}

function axisLines(x, y, frame) {
    const {left, top, height} = frame.size;
    const rows = y.ticks.flatMap(([value, text]) => [
        drawing('line', {class: 'grid', x1: left, x2: frame.right, y1: frame.y(value), y2: frame.y(value)}),
        drawing('text', {x: left - 7, y: frame.y(value) + 4, 'text-anchor': 'end'}, text)]);
    const columns = x.ticks.flatMap(([value, text]) => [
        drawing('line', {class: 'grid', x1: frame.x(value), x2: frame.x(value), y1: top, y2: frame.bottom}),
        drawing('text', {x: frame.x(value), y: frame.bottom + 16, 'text-anchor': 'middle'}, text)]);
    return [...rows, ...columns,
        drawing('text', {class: 'title', x: (left + frame.right) / 2, y: height - 4, 'text-anchor': 'middle'}, x.title)];
}

function seriesLines(one, frame) {
    const at = point => frame.x(point[0]).toFixed(1) + ',' + frame.y(point[1]).toFixed(1);
    const line = coloured(drawing('polyline', {class: 'series ' + (one.shape ?? '')}), one.colour);
    line.setAttribute('points', one.points.map(at).join(' ')); // longer than any text may be
    const dots = (one.dots ?? []).map(point => coloured(drawing('circle',
        {class: 'dot', cx: frame.x(point[0]), cy: frame.y(point[1]), r: 3.5}), one.colour));
    return [line, ...dots];
}

// Follows the pointer or the arrow keys from stop to stop along the axis.
class ChartCursor {
    constructor(chart, frame, stops, about) {
        Object.assign(this, {chart, frame, about, stops, index: 0});
        if (stops.length === 0) return;
        this.line = drawing('line', {class: 'cursor', y1: frame.size.top, y2: frame.bottom, visibility: 'hidden'});
        chart.append(this.line);
        chart.addEventListener('pointermove', event => this.follow(event));
        chart.addEventListener('pointerleave', () => this.hide());
        chart.addEventListener('blur', () => this.hide());
        chart.addEventListener('keydown', event => this.key(event));
    }

    follow(event) {
        const box = this.chart.getBoundingClientRect();
        const at = (event.clientX - box.left) / box.width * this.frame.size.width;
        const distance = stop => Math.abs(this.frame.x(stop) - at);
        this.index = this.stops.reduce((best, stop, i) =>
            distance(stop) < distance(this.stops[best]) ? i : best, 0);
        this.show(event.clientX, event.clientY);
    }

    key(event) {
        const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
        if (event.key === 'Escape') this.hide();
        if (!step) return;
        event.preventDefault();
        this.index = clamp(this.index + step, 0, this.stops.length - 1);
        const box = this.chart.getBoundingClientRect();
        const x = this.frame.x(this.stops[this.index]) / this.frame.size.width * box.width;
        this.show(box.left + x, box.top + box.height / 3);
        announce(this.about(this.stops[this.index]));
    }

    show(x, y) {
        const place = this.frame.x(this.stops[this.index]);
        this.line.setAttribute('x1', place);
        this.line.setAttribute('x2', place);
        this.line.setAttribute('visibility', 'visible');
        tooltip.show(this.about(this.stops[this.index]), x, y);
    }

    hide() {
        this.line.setAttribute('visibility', 'hidden');
        tooltip.hide();
    }
}

// The level of a series where the cursor stands: of the point nearest to it, null beyond its end.
function levelAt(points, x) {
    if (points.length === 0 || x > points[points.length - 1][0] + 1e-9) return null;
    return points.reduce((best, point) =>
        Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best)[1];
}

function figure(title, note, chart, legend) {
    return element('figure', null, element('figcaption', null, title), chart,
        legend, note ? element('p', {class: 'note'}, note) : null);
}
