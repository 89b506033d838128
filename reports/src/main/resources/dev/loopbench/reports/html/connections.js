// Clients, server and sockets, where a run had connections.

const MAX_CONNECTIONS = 50;

function clientFacts(clients) {
    const slowest = clients.slowest;
    return facts('Clients', [
        ['connections', clients.connected === clients.connections
            ? countText(clients.connections)
            : countText(clients.connected) + ' of ' + countText(clients.connections) + ' open at the end'],
        ['reconnects', countText(clients.reconnects)],
        ...(clients.keepAliveResets ? [['requests lost to a keep-alive time-out', countText(clients.keepAliveResets)]] : []),
        ...(clients.churned ? [['closed and opened anew', countText(clients.churned)]] : []),
        ...statusRows(clients.status),
        ['sent', bytesText(clients.bytesSent)],
        ['received', bytesText(clients.bytesReceived)],
        ['ran', clients.process === 'own' ? 'in a process of their own' : 'on the loop that is measured'],
        ['each connection\u2019s slowest trip', told(slowest, one =>
            'from ' + nanosText(one.minNanos) + ' to ' + nanosText(one.maxNanos) + ', median ' + nanosText(one.p50Nanos)), 'slowest'],
        ['load generator busy', told(clients.loopUtilizationShare, shareText), 'loopUtilizationShare'],
        ['its loop delay p99', told(clients.loopDelayP99Nanos, nanosText), 'loopDelayP99Nanos'],
        ['its CPU', told(clients.cpuNanos, nanosText), 'cpuNanos'],
    ], clients.unavailable);
}

function statusRows(status) {
    return Object.entries(status ?? {}).map(([code, count]) => ['status ' + code, countText(count) + '\u00d7']);
}

function requestRows(requests) {
    if (!requests) return [];
    const percentiles = Object.entries(requests.response.percentiles).filter(([, nanos]) => nanos !== null);
    return [
        ['requests', countText(requests.count) + (requests.perSecond === null ? '' : ', ' + countText(requests.perSecond) + '/s')],
        ...statusRows(requests.status),
        ...percentiles.map(([percentile, nanos]) => ['read to handed over p' + percentile, nanosText(nanos)]),
        ...(requests.response.maxNanos === null ? [] : [['read to handed over max', nanosText(requests.response.maxNanos)]]),
    ];
}

function serverFacts(server) {
    const connections = server.connectionCounts;
    return facts('Server', [
        ['model', server.model],
        ...requestRows(server.requests),
        ...(connections ? [
            ['connections at the end', countText(connections.open)],
            ['accepted, refused', countText(connections.accepted) + ', ' + countText(connections.refused)],
            ['closed at the keep-alive time-out', countText(connections.idleClosed)],
        ] : []),
        ['threads', countText(server.threads) + ' at most, ' + countText(server.threadsEnded) + ' ended'],
        ['memory in RAM', told(server.rssBytes, bytesText), 'rssBytes'],
        ['peak since its start', told(server.rssPeakBytes, bytesText), 'rssPeakBytes'],
        ['stacks in use', told(server.stackCommittedBytes, bytesText), 'stackCommittedBytes'],
        ['stacks reserved', told(server.stackReservedBytes, bytesText), 'stackReservedBytes'],
        ['threads switched out', told(server.contextSwitches, switchesText), 'contextSwitches'],
        ['CPU', told(server.cpuNanos, nanosText), 'cpuNanos'],
    ], server.unavailable);
}

function socketFacts(sockets) {
    return facts('Sockets of port ' + sockets.localPort, [
        ['states', told(sockets.states, statesText), 'states'],
        ['last looked at', told(sockets.sampledAtNanos, nanosText), 'sampledAtNanos'],
        ['unread', told(sockets.receiveBuffers, buffersText), 'receiveBuffers'],
        ['unacknowledged', told(sockets.sendBuffers, buffersText), 'sendBuffers'],
        ['accept queue max', told(sockets.acceptQueueMax, countText), 'acceptQueueMax'],
        ...(sockets.backlog ? [['backlog asked, in force', countText(sockets.backlog.asked) + ', ' + countText(sockets.backlog.inForce)]] : []),
        ['retransmission time-outs at once', told(sockets.retransmitTimeoutsMax, countText), 'retransmitTimeoutsMax'],
        ['segments sent again, whole namespace', told(sockets.retransmittedSegments, countText), 'retransmittedSegments'],
        ['accept queues overflowed, whole namespace', told(sockets.listenOverflows, countText), 'listenOverflows'],
        ['listeners dropped, whole namespace', told(sockets.listenDrops, countText), 'listenDrops'],
        ['file descriptors', told(sockets.descriptors, descriptorsText), 'descriptors'],
        ['looked', countText(sockets.sampling.samples) + '\u00d7 at ' + nanosText(sockets.sampling.costNanos) + ' of CPU in all'],
    ], sockets.unavailable);
}

function statesText(states) {
    const counts = Object.entries(states).sort((a, b) => b[1] - a[1]);
    return counts.map(([state, count]) => countText(count) + ' ' + state).join(', ') || 'none';
}

function buffersText(buffers) {
    return buffers.maxBytes === 0 ? 'nothing' : 'max ' + bytesText(buffers.maxBytes) + ', mean '
        + bytesText(Math.round(buffers.meanBytes)) + ', in one socket max ' + bytesText(buffers.connectionMaxBytes);
}

function descriptorsText(descriptors) {
    return countText(descriptors.start) + ' \u2192 max ' + countText(descriptors.max) + ' \u2192 ' + countText(descriptors.end)
        + (descriptors.limit === null ? '' : ' of ' + countText(descriptors.limit));
}

// Those that hold most first: the others are in the JSON.
function connectionTable(sockets) {
    if (sockets.connections === null || sockets.connections.length === 0) return null;
    const held = one => (one.receiveBytes ?? 0) + (one.sendBytes ?? 0) + (one.acceptQueue ?? 0);
    const rows = [...sockets.connections].sort((a, b) => held(b) - held(a));
    const more = rows.length + sockets.connectionsDropped - Math.min(rows.length, MAX_CONNECTIONS);
    return element('details', null,
        element('summary', null, countOf(Math.min(rows.length, MAX_CONNECTIONS), 'socket') + ' one by one'
            + (more > 0 ? ', those that hold most; ' + countText(more) + ' are not shown' : '')),
        table('Sockets', ['state', 'local', 'remote', 'unread', 'unacknowledged', 'accept queue', 'time-outs'],
            rows.slice(0, MAX_CONNECTIONS).map(one => [one.state, one.local, one.remote ?? NONE, bytesText(one.receiveBytes),
                bytesText(one.sendBytes), countText(one.acceptQueue), countText(one.retransmitTimeouts)])));
}
