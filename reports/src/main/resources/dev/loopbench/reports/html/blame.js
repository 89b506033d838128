// Who made whom wait, and where the time of each stall went.

const MAX_KINDS = 20;
const MAX_STALLS = 100;
const FIRST_STALLS = 10;
const MAX_FRAMES = 64;

function interferenceSection(report) {
    const waiters = report.pool.waiters;
    if (waiters.length === 0) return null;
    const victims = byTotal(waiters, 'victim').slice(0, MAX_KINDS);
    const culprits = byTotal(waiters, 'culprit').slice(0, MAX_KINDS);
    return section('interference', 'Who waited behind whom',
        'Waiting in the queue, charged to what kept the workers busy meanwhile. Rows add up to all waiting of a kind.',
        scrolling('Who waited behind whom', element('table', {class: 'matrix'},
            element('thead', null, element('tr', null,
                element('th', {scope: 'col'}, 'waited \u2193  behind \u2192'),
                culprits.map(([kind]) => element('th', {scope: 'col', class: 'number'}, kind)),
                element('th', {scope: 'col', class: 'number'}, 'sum'))),
            element('tbody', null, victims.map(([kind, total]) => matrixRow(kind, total, culprits, waiters))))));
}

function byTotal(waiters, key) {
    const totals = new Map();
    waiters.forEach(waiter => totals.set(waiter[key], (totals.get(waiter[key]) ?? 0) + waiter.nanos));
    return [...totals].sort((a, b) => b[1] - a[1]);
}

function matrixRow(victim, total, culprits, waiters) {
    return element('tr', null,
        element('th', {scope: 'row'}, waiters.some(waiter => waiter.victim === victim && waiter.estimated) ? '~ ' + victim + ' (estimated)' : victim),
        culprits.map(([culprit]) => {
            const nanos = sumOf(waiters.filter(waiter => waiter.victim === victim && waiter.culprit === culprit)
                .map(waiter => waiter.nanos));
            return heatCell(nanos, total);
        }),
        element('td', {class: 'number sum'}, nanosText(total)));
}

function heatCell(nanos, total) {
    if (!(nanos > 0)) return element('td', {class: 'number faint'}, '\u00b7');
    const share = nanos / total;
    return sized(element('td', {class: 'number heat'},
        element('b', null, shareText(share)), element('span', {class: 'note'}, nanosText(nanos))), '--heat', share);
}

function stallsSection(report) {
    const stalls = [...report.loop.stalls].sort((a, b) => b.durationNanos - a.durationNanos).slice(0, MAX_STALLS);
    if (stalls.length === 0) return null;
    const longest = Math.max(1, stalls[0].durationNanos);
    const hidden = report.loop.stallsDropped + report.loop.stalls.length - stalls.length;
    return section('stalls', 'Stalls: where their time went',
        'The longest first, drawn to one scale. The parts add up to the stall; what cannot be told is unexplained.',
        legendOf(PARTS.map(part => [part.name, part.colour])),
        stallList(stalls.slice(0, FIRST_STALLS), longest),
        stalls.length > FIRST_STALLS
            ? element('details', null,
                element('summary', null, countText(stalls.length - FIRST_STALLS) + ' more'),
                stallList(stalls.slice(FIRST_STALLS), longest))
            : null,
        hidden > 0 ? element('p', {class: 'faint'}, countText(hidden) + ' shorter ones are not listed.') : null);
}

function stallList(stalls, longest) {
    return element('ol', {class: 'stalls'}, stalls.map(stall => stallRow(stall, longest)));
}

function stallRow(stall, longest) {
    const parts = PARTS.map(part => [part.name, stall.parts[part.key], part.colour]);
    const told = parts.filter(part => part[1] > 0);
    const untold = parts.filter(part => part[1] === null).map(part => part[0]);
    const margin = stall.durationNanos / 2;
    return element('li', null,
        element('div', {class: 'stall-head'},
            element('b', null, nanosText(stall.durationNanos)),
            element('span', null, stall.label, stall.phase && element('span', {class: 'faint'}, ' in ' + stall.phase)),
            element('a', {href: addressOf(Math.max(0, stall.atNanos - margin), Math.max(1, stall.atNanos + stall.durationNanos + margin))},
                'at ' + nanosText(stall.atNanos))),
        stackedBar(told, Math.max(1, sumOf(told.map(part => part[1]))), stall.durationNanos / longest),
        element('p', {class: 'note'},
            told.map(part => part[0] + ' ' + nanosText(part[1])).join(' + '),
            untold.length === 0 ? null : ' \u00b7 ' + untold.join(', ') + ' not measured'),
        stallStack(stall));
}

function stallStack(stall) {
    if (stall.stack === null) {
        return element('p', {class: 'note'}, 'no stack' + (stall.stackReason === null ? '' : ': ' + stall.stackReason));
    }
    return element('details', null,
        element('summary', null, 'Stack: ' + (stall.stack[0] ?? 'empty')),
        element('ol', {class: 'frames'}, stall.stack.slice(0, MAX_FRAMES)
            .map(frame => element('li', null, element('code', null, frame)))));
}
