// Latency, pool and phases as tables.

const MAX_ROWS = 200;
const PERCENTILES = ['50', '90', '99', '99.9'];

// The first column names the row; rows are lists of texts or elements.
function table(caption, columns, rows) {
    return scrolling(caption, element('table', null,
        element('caption', null, caption),
        element('thead', null, element('tr', null, columns.map(column =>
            element('th', {scope: 'col', class: isWords(column) ? null : 'number'}, column)))),
        element('tbody', null, rows.slice(0, MAX_ROWS).map(row => element('tr', null,
            row.map((cell, index) => index === 0
                ? element('th', {scope: 'row'}, cell)
                : element('td', {class: isWords(columns[index]) ? null : 'number'}, cell)))))),
        rows.length > MAX_ROWS ? element('p', {class: 'faint'}, countText(rows.length - MAX_ROWS) + ' more in the JSON.') : null);
}

const WORDS = ['kind', 'leg', 'phase', 'slowest callback', 'worker', 'state', 'local', 'remote', 'repeat', 'reason'];

function isWords(column) {
    return WORDS.includes(column);
}

// A table may be wider than a phone: it scrolls, and the keyboard can get there.
function scrolling(label, ...children) {
    return element('div', {class: 'scroll', role: 'region', tabindex: '0', 'aria-label': label}, ...children);
}

function latencyTable(report) {
    const rows = report.operations.flatMap(operation => Object.keys(LEGS)
        .filter(leg => legOf(operation, leg) !== null)
        .map(leg => histogramRow([operation.kind, LEGS[leg].name], legOf(operation, leg))));
    return table('Latency', ['kind', 'leg', 'n', 'min', 'mean', ...PERCENTILES.map(p => 'p' + p), 'max'], rows);
}

function histogramRow(names, histogram) {
    return [...names, countText(histogram.count), nanosText(histogram.minNanos), nanosText(histogram.meanNanos),
        ...PERCENTILES.map(percentile => nanosText(histogram.percentiles[percentile])),
        nanosText(histogram.maxNanos)];
}

function loopTable(loop) {
    const rows = [['kernel wait', loop.kernelWait], ['dispatch', loop.dispatch], ['busy period', loop.busy],
        ['timer lateness', loop.timerLateness]].filter(([, histogram]) => histogram !== null);
    if (rows.length === 0) return null;
    return table('Loop', ['leg', 'n', 'min', 'mean', ...PERCENTILES.map(p => 'p' + p), 'max'],
        rows.map(([name, histogram]) => histogramRow([name], histogram)));
}

function phaseTable(loop) {
    return table('Phases of the loop', ['phase', 'callbacks', 'time', 'share', 'longest', 'slowest callback'],
        loop.phases.filter(phase => phase.callbacks > 0 || phase.totalNanos > 0).map(phase => [phase.phase, countText(phase.callbacks), nanosText(phase.totalNanos), shareText(phase.share),
            nanosText(phase.slowest?.durationNanos),
            phase.slowest === null ? NONE : phase.slowest.label + ' at ' + nanosText(phase.slowest.atNanos)]));
}

function workerTable(report) {
    const time = report.run.durationNanos;
    return table('Workers', ['worker', 'jobs', 'busy', 'share of the run'], report.pool.workers.map(use =>
        ['w' + use.worker, countText(use.jobs), nanosText(use.busyNanos), time > 0 ? shareText(use.busyNanos / time) : NONE]));
}

// What was running and queued when the window closed.
function underWayTable(report) {
    if (report.pool.underWay.length === 0) return null;
    return table('Under way at the end', ['kind', 'on a thread', 'longest', 'queued', 'longest'], report.pool.underWay.map(jobs =>
        [jobs.kind, countText(jobs.running), jobs.running > 0 ? nanosText(jobs.longestRunningNanos) : NONE,
            countText(jobs.queued), jobs.queued > 0 ? nanosText(jobs.longestQueuedNanos) : NONE]));
}

function failureTable(report) {
    const rows = report.operations.flatMap(operation => operation.failures.map(failure =>
        [operation.kind, failure.reason, countText(failure.count), nanosText(failure.firstAtNanos), nanosText(failure.lastAtNanos)]));
    return rows.length === 0 ? null : table('Errors', ['kind', 'reason', 'n', 'first at', 'last at'], rows);
}

function repeatTable(report) {
    if (report.repeats.length < 2) return null;
    return table('Repeats', ['repeat', 'makespan', 'operations', 'errors', 'per second'], report.repeats.map(repeat =>
        [countText(repeat.index + 1), nanosText(repeat.makespanNanos), countText(repeat.operations),
            countText(repeat.errors), perSecondText(repeat.perSecond)]));
}

// Names and figures; what was not measured is a dash with its reason.
function facts(title, entries, unavailable) {
    return element('div', {class: 'fact-list'},
        element('h3', null, title),
        element('dl', null, entries.map(([name, value, key]) => [
            element('dt', null, name),
            value === null || value === undefined
                ? element('dd', {class: 'faint'}, NONE + reasonText(unavailable?.[key]))
                : element('dd', null, value),
        ])));
}

function reasonText(reason) {
    return reason === undefined ? ' not measured' : ' ' + reason;
}

// Formats what is there and leaves alone what is not.
function told(value, format) {
    return value === null || value === undefined ? null : format(value);
}

function tablesSection(report) {
    return section('tables', 'Figures', null,
        latencyTable(report),
        failureTable(report),
        underWayTable(report),
        loopIsUsed(report) ? [loopTable(report.loop), phaseTable(report.loop)] : null,
        report.pool.workers.length > 0 ? workerTable(report) : null,
        repeatTable(report),
        element('div', {class: 'fact-lists'},
            poolFacts(report), loopFacts(report), hostFacts(report),
            report.memory === null || report.memory === undefined ? null : memoryFacts(report.memory),
            probeFacts(report),
            report.clients === null ? null : clientFacts(report.clients),
            report.server === null ? null : serverFacts(report.server),
            report.sockets === null ? null : socketFacts(report.sockets),
            machineFacts(report.environment), runFacts(report)),
        report.sockets === null ? null : connectionTable(report.sockets));
}
