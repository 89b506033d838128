// The key figures, and where the time of a job went.

function keyFigures(report) {
    return section('figures', 'Key figures', null,
        element('div', {class: 'tiles'}, tiles(report)),
        journeys(report));
}

function tiles(report) {
    const pool = report.pool;
    const loop = report.loop;
    const first = report.operations[0];
    const used = pool.submitted > 0;
    return [
        first ? tile(first.kind + ' per second', perSecondText(first.perSecond), endings(first)) : null,
        first ? histogramTile(first.kind + ' response', first.response) : null,
        first?.wait ? histogramTile(first.kind + ' wait', first.wait) : null,
        used ? tile('pool busy', shareText(pool.utilizationShare),
            countOf(pool.threads, 'thread') + ', ' + countOf(pool.submitted, 'job')) : null,
        used ? tile('queue', [countText(pool.depthMax), element('small', null, ' max')], 'mean ' + countText(pool.depthMean)) : null,
        ...(loopIsUsed(report) ? loopTiles(loop) : []),
        ...connectionTiles(report),
        tile('GC pauses', countText(report.host.gc.pauses),
            report.host.gc.pauses > 0 ? nanosText(report.host.gc.totalNanos) + ' in all' : 'none'),
    ];
}

function loopTiles(loop) {
    const stalls = loop.stalls.length + loop.stallsDropped;
    return [
        tile('loop busy', shareText(loop.utilizationShare), countOf(loop.iterations, 'iteration')),
        tile('loop delay p99', nanosText(loop.delay.p99Nanos), 'max ' + nanosText(loop.delay.maxNanos)),
        tile('stalls', countText(stalls), stalls > 0 ? 'longest ' + nanosText(longestStall(loop)) : 'none'),
    ];
}

function connectionTiles({clients, server}) {
    return [
        clients ? tile('connections', countText(clients.connected), 'of ' + countText(clients.connections)) : null,
        server ? tile('server threads', countText(server.threads), 'model ' + server.model) : null,
        server ? tile('server memory', bytesText(server.rssBytes),
            server.rssBytes === null ? reasonText(server.unavailable.rssBytes).trim() : 'in RAM at the end') : null,
    ];
}

function loopIsUsed(report) {
    return report.server === null || report.server.model === 'loop';
}

function longestStall(loop) {
    return loop.stalls.reduce((most, stall) => Math.max(most, stall.durationNanos), 0);
}

function endings(operation) {
    return countText(operation.count) + ' ok'
        + (operation.errors > 0 ? ', ' + countOf(operation.errors, 'error') : '')
        + (operation.unfinished > 0 ? ', ' + countText(operation.unfinished) + ' unfinished' : '');
}

function histogramTile(name, histogram) {
    const p50 = histogram.percentiles['50'];
    const p99 = histogram.percentiles['99'];
    return tile(name, [nanosText(p50), element('small', null, ' p50')],
        (p99 === null || p99 === undefined ? '' : 'p99 ' + nanosText(p99) + ' \u00b7 ')
        + 'max ' + nanosText(histogram.maxNanos));
}

function tile(name, value, note) {
    return element('div', {class: 'tile'},
        element('span', {class: 'name'}, name),
        element('b', null, value),
        element('span', {class: 'note'}, note));
}

// Means add up where percentiles do not: wait + service + return is the pool's part of a response.
function journeys(report) {
    const withLegs = report.operations.filter(operation => operation.service?.meanNanos != null);
    if (withLegs.length === 0) return null;
    const longest = Math.max(...withLegs.map(operation => sumOf(journeyParts(operation).map(p => p[1]))));
    return element('div', {class: 'journeys'},
        element('h3', null, 'Where a job\u2019s time went, on average'),
        withLegs.slice(0, 30).map(operation => journey(operation, longest)),
        legendOf([['wait for a worker', LEGS.wait.colour],
            ['service, on CPU', LEGS.service.colour],
            ['service, off CPU', 'var(--service-off)'],
            ['return to the loop', LEGS.return.colour]]));
}

function journeyParts(operation) {
    const service = operation.service.meanNanos;
    const cpu = operation.serviceCpuNanos === null
        ? service
        : Math.min(service, operation.serviceCpuNanos / Math.max(1, operation.service.count));
    return [
        ['wait', operation.wait?.meanNanos ?? 0, LEGS.wait.colour],
        [operation.serviceCpuNanos === null ? 'service (its CPU time is not measured)' : 'service on CPU', cpu, LEGS.service.colour],
        ['service off CPU', service - cpu, 'var(--service-off)'],
        ['return', operation.return?.meanNanos ?? 0, LEGS.return.colour],
    ];
}

function journey(operation, longest) {
    const parts = journeyParts(operation);
    const total = sumOf(parts.map(part => part[1]));
    return element('div', {class: 'journey'},
        element('span', {class: 'name'}, operation.kind),
        element('span', {class: 'stack'}, stackedBar(parts, total, total / longest)),
        element('b', null, nanosText(total)),
        element('span', {class: 'note'}, parts.filter(part => part[1] > 0)
            .map(part => part[0] + ' ' + nanosText(part[1])).join(' + ')));
}

// Parts that are shares of `total`, on a bar that is `share` of its room.
function stackedBar(parts, total, share) {
    return sized(element('span', {class: 'bar-stack'}, parts.filter(part => part[1] > 0).map(part =>
        coloured(sized(element('i', {title: part[0] + ' ' + nanosText(part[1])}),
            'width', part[1] / total), part[2]))), 'width', share);
}
