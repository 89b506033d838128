// The key figures.

function keyFigures(report) {
    return section('figures', 'Key figures', null,
        element('div', {class: 'tiles'}, tiles(report)));
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
        used ? tile('pool busy', told(pool.utilizationShare, shareText) ?? NONE,
            threadsText(report.config.pool) + ', ' + countOf(pool.submitted, 'job')) : null,
        used && pool.depthMax !== null ? tile('queue', [countText(pool.depthMax), element('small', null, ' max')], 'mean ' + countText(pool.depthMean)) : null,
        ...(loopIsUsed(report) ? loopTiles(loop) : []),
        ...connectionTiles(report),
        report.host.gc === null ? null : tile('GC pauses', countText(report.host.gc.pauses),
            report.host.gc.pauses > 0 ? nanosText(report.host.gc.totalNanos) + ' in all' : 'none'),
    ];
}

function loopTiles(loop) {
    const stalls = loop.stalls.length + loop.stallsDropped;
    return [
        loop.utilizationShare === null ? null
            : tile('loop busy', shareText(loop.utilizationShare), countOf(loop.iterations, 'iteration')),
        loop.delay === null ? null
            : tile('loop delay p99', nanosUpToText(loop.delay.p99Nanos, loop.delay.errorNanos), 'max ' + nanosUpToText(loop.delay.maxNanos, loop.delay.errorNanos)),
        loop.delay === null && stalls === 0 ? null : tile('stalls', countText(stalls), stalls > 0 ? 'longest ' + nanosText(longestStall(loop)) : 'none'),
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
        (p99 === null || p99 === undefined ? '' : 'p99\u00a0' + nanosText(p99) + ' \u00b7 ')
        + 'max\u00a0' + nanosText(histogram.maxNanos));
}

function tile(name, value, note) {
    return element('div', {class: 'tile'},
        element('span', {class: 'name'}, name),
        element('b', null, value),
        element('span', {class: 'note'}, note));
}
