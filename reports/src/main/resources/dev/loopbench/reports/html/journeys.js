// Where a job's time went: its legs on average, one bar for each kind.

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
