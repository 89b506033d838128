// Values one by one, where they are too few for a curve: a row of dots for each leg, on one axis of time.

const DOT_ROW = 36;
const DOTS = {width: CHART.width, left: 74, right: 24, top: 6, bottom: 24};

function dotStripFigure(operation, legs) {
    const rows = legs.filter(leg => leg.shape?.nanos?.length > 0).map((leg, index, all) => ({
        name: LEGS[leg.name].name, colour: LEGS[leg.name].colour,
        values: leg.shape.nanos.map(nanos => log10(Math.max(1, nanos))),
        median: legOf(operation, leg.name).percentiles['50'] ?? null,
        level: all.length - index - 0.5,
    }));
    if (rows.length === 0) return null;
    const values = rows.flatMap(row => row.values);
    return figure(operation.kind + ' value by value',
        'Too few values for a curve: each dot is one, the line across is the median. ' + damagedText(legs),
        dotStrips(operation.kind, rows, nanosAxis(10 ** Math.min(...values), 10 ** Math.max(...values), '')), null);
}

function dotStrips(kind, rows, x) {
    const height = DOTS.top + rows.length * DOT_ROW + DOTS.bottom;
    const y = new Axis(0, rows.length, rows.map(row => [row.level, row.name]), '');
    const frame = chartFrame(x, y, {...DOTS, height});
    const drawn = drawing('svg', {class: 'chart dots', role: 'img', tabindex: '0',
        'aria-label': kind + ': each value of each leg, arrow keys read them', viewBox: '0 0 ' + DOTS.width + ' ' + height});
    drawn.append(...axisLines(x, y, frame), ...rows.flatMap(row => dotRow(row, frame)));
    const stops = [...new Set(rows.flatMap(row => row.values))].sort((a, b) => a - b);
    new ChartCursor(drawn, frame, stops, value => aboutValue(kind, value, rows));
    return drawn;
}

function dotRow(row, frame) {
    const middle = frame.y(row.level);
    const dots = row.values.map(value =>
        coloured(drawing('circle', {class: 'value', cx: frame.x(value), cy: middle, r: 5}), row.colour));
    if (row.median === null) return dots;
    const at = frame.x(log10(Math.max(1, row.median)));
    return [...dots, coloured(drawing('line', {class: 'median', x1: at, x2: at, y1: middle - 11, y2: middle + 11}), row.colour)];
}

function aboutValue(kind, value, rows) {
    const having = rows.filter(row => row.values.includes(value));
    return {
        title: nanosText(10 ** value),
        lead: kind,
        rows: having.map(row => [row.name, 'value ' + (row.values.indexOf(value) + 1) + ' of ' + row.values.length, row.colour]),
    };
}
