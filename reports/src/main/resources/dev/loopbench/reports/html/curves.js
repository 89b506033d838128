// Latency: percentile curves of each kind's legs, and the two curves that tell what the loop can promise.

const MAX_CHARTS = 12;
const MAX_ROOM = 0.09;
const SHAPES = {response: 'thick', wait: '', waitEstimate: 'dotted', service: 'dashed', return: 'dotted', fromSend: 'dashed', startDelay: 'dotted'};

function latencySection(report, curves) {
    const drawn = figureOf => report.operations.slice(0, MAX_CHARTS)
        .map((operation, index) => figureOf(operation, curves.operations[index].legs))
        .filter(chart => chart !== null);
    const lines = drawn(percentileFigure);
    const dots = drawn(dotStripFigure);
    return section('latency', 'Latency', null,
        journeys(report),
        lines.length === 0 ? null : element('p', {class: 'lead'},
            'Each step to the right leaves a tenth as many values beyond. A curve ends where too few values are left to give a figure; rings show the largest value.'),
        lines.length + dots.length === 0
            ? element('p', {class: 'faint'}, 'Nothing to draw: no operation ended.')
            : element('div', {class: 'charts'}, lines, dots));
}

function percentileFigure(operation, legs) {
    const shown = legs.filter(leg => leg.shape?.points?.length > 0);
    if (shown.length === 0) return null;
    const series = shown.map(leg => ({
        name: LEGS[leg.name].name, colour: LEGS[leg.name].colour, shape: SHAPES[leg.name],
        points: leg.shape.points.map(([tail, nanos]) => [-log10(tail), log10(Math.max(1, nanos))]),
        most: log10(Math.max(1, legOf(operation, leg.name).maxNanos)),
    }));
    const levels = series.flatMap(one => [one.most, ...one.points.map(point => point[1])]);
    const last = Math.max(1, ...series.map(one => one.points[one.points.length - 1][0]));
    const right = last * (1 + MAX_ROOM);
    series.forEach(one => one.dots = [[right, one.most]]);
    return figure(operation.kind + ' by percentile', damagedText(legs), lineChart({
        label: operation.kind + ': latency by percentile, arrow keys read the values',
        x: percentileAxis(last, right),
        y: nanosAxis(10 ** Math.min(...levels), 10 ** Math.max(...levels), ''),
        series,
        about: x => aboutPercentile(operation.kind, x, series),
    }), legendOf(series.map(one => [one.name, one.colour, 'line ' + one.shape])));
}

function damagedText(legs) {
    const damaged = legs.filter(leg => leg.shape === null).map(leg => LEGS[leg.name].name);
    return damaged.length === 0 ? '' : damaged.join(', ') + ': the histogram cannot be decoded.';
}

// The largest value has no place on an axis of percentiles: it stands at its end.
function percentileAxis(last, right) {
    const ticks = [[0, '0'], [log10(2), '50']];
    for (let nines = 1; nines <= Math.min(last - 0.05, MAX_DECADES); nines++) ticks.push([nines, ninesText(nines)]);
    ticks.push([right, 'max']);
    return new Axis(0, right, ticks, 'percentile');
}

function ninesText(nines) {
    return nines < 3 ? '9'.repeat(nines).padEnd(2, '0') : '99.' + '9'.repeat(nines - 2);
}

function aboutPercentile(kind, x, series) {
    const digits = clamp(Math.ceil(x), 1, 8);
    return {
        title: 'p' + Number((100 * (1 - 10 ** -x)).toFixed(digits)) + ' of ' + kind,
        lead: '',
        rows: series.map(one => [one.name,
            levelText(one.points, x) + ' (max ' + nanosText(10 ** one.most) + ')', one.colour]),
    };
}

function levelText(points, x) {
    const level = levelAt(points, x);
    return level === null ? NONE : nanosText(10 ** level);
}

function loopSection(report, curves) {
    const figures = [delayFigure(report.loop.delay, curves.loopDelay), availabilityFigure(report.loop.availability)]
        .filter(one => one !== null);
    if (figures.length === 0) return null;
    return section('loop', 'What the loop can promise', null, element('div', {class: 'charts'}, figures));
}

function delayFigure(delay, curve) {
    const points = (curve?.points ?? []).map(([nanos, share]) => [log10(nanos), share]);
    if (delay === null) return null;
    const known = delay.over.filter(over => over.thresholdNanos > 0);
    const ends = [...points, ...known.map(over => [log10(over.thresholdNanos), over.share])];
    if (ends.length === 0) return null;
    const most = ends.reduce((a, b) => Math.max(a, b[1]), 0);
    const nanos = ends.map(end => 10 ** end[0]);
    return figure('Loop delay: how often an event waits longer',
        'An event that arrives at a random moment waits until the loop polls again: mean '
        + nanosUpToText(delay.meanNanos, delay.errorNanos) + ', p99 ' + nanosUpToText(delay.p99Nanos, delay.errorNanos)
        + ', max ' + nanosUpToText(delay.maxNanos, delay.errorNanos)
        + (delay.errorNanos ? '. Shares are at least as drawn;' : '. Dots are exact;') + ' the line is as precise as the histogram of busy periods.',
        lineChart({
            label: 'Share of moments at which the wait for the loop is longer than x, arrow keys read the values',
            x: nanosAxis(Math.min(...nanos), Math.max(...nanos), 'longer than'),
            y: shareAxis(most, ''),
            series: [{name: 'P(wait > x)', colour: 'var(--accent)', points,
                dots: known.map(over => [log10(over.thresholdNanos), over.share])}],
            about: x => ({title: shareText(levelAt(points, x)) + ' of moments', lead: 'wait longer than ' + nanosText(10 ** x), rows: []}),
        }), null);
}

function availabilityFigure(availability) {
    const windows = availability.filter(one => one.windowNanos > 0).sort((a, b) => a.windowNanos - b.windowNanos);
    if (windows.length === 0) return null;
    const points = windows.map(one => [log10(one.windowNanos), one.leastFreeShare]);
    return figure('Availability: the worst stretch of each length',
        'Of all stretches that long, the smallest share in which the loop was free. At 0% it did not poll once.',
        lineChart({
            label: 'Least share of a window in which the loop was free, arrow keys read the values',
            x: nanosAxis(windows[0].windowNanos, windows[windows.length - 1].windowNanos, 'length of the stretch'),
            y: shareAxis(1, ''),
            series: [{name: 'free', colour: 'var(--service)', points, dots: points}],
            about: x => ({title: shareText(levelAt(points, x)) + ' free', lead: 'in the worst ' + roundNanosText(10 ** x), rows: []}),
        }), null);
}
