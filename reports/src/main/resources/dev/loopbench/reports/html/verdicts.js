// What held the work back: the first finding with its reasons, each further one on a line that opens.

const SEVERITIES = {
    ok: {mark: '\u2713', name: 'fine'},
    info: {mark: '\u2022', name: 'worth knowing'},
    warn: {mark: '\u25b2', name: 'problem'},
};

function verdicts(report) {
    const [first, ...further] = report.findings.slice(0, 50);
    return element('section', {id: 'verdict', tabindex: '-1', 'aria-label': 'Verdict'},
        failedLimits((report.limits ?? []).filter(limit => limit.kept !== true)),
        first === undefined
            ? element('p', {class: 'card none'}, 'No finding: nothing was diagnosed in this run.')
            : verdictCard(first),
        further.map(furtherFinding),
        report.warnings.length === 0 ? null : doubts(report.warnings));
}

function failedLimits(limits) {
    if (limits.length === 0) return null;
    return element('div', {class: 'card warn limits'},
        element('h3', null, 'Limits that do not hold'),
        element('ul', null, limits.slice(0, 50).map(limit =>
            element('li', null, element('code', null, limit.expression), limit.value === null
                ? ' cannot be told: ' + limit.reason
                : ' is broken: it is ' + limitText(limit)))));
}

function limitText(limit) {
    const texts = {ns: nanosText, '/s': perSecondText, share: shareText, B: bytesText};
    return (texts[limit.unit] ?? countText)(limit.value);
}

function severityOf(finding) {
    return finding.severity in SEVERITIES ? finding.severity : 'info';
}

function severityMark(severity) {
    return element('span', {class: 'mark', role: 'img', 'aria-label': SEVERITIES[severity].name}, SEVERITIES[severity].mark);
}

function verdictCard(finding) {
    const severity = severityOf(finding);
    return element('article', {class: 'card first ' + severity},
        element('h2', null, severityMark(severity), element('span', null, finding.title)),
        findingBody(finding));
}

function furtherFinding(finding) {
    const severity = severityOf(finding);
    return folded('card further ' + severity,
        [severityMark(severity), ' ', element('strong', null, finding.title)],
        findingBody(finding));
}

function findingBody(finding) {
    return [
        measures(finding),
        finding.evidence.length === 0 ? null : ground('Because', texts(finding.evidence)),
        finding.advice.trim() === '' ? null : ground('Advice', element('p', {class: 'advice'}, finding.advice)),
        finding.next === null ? null : ground('Try', command(finding.next)),
        ruledOut(finding.ruledOut),
    ];
}

function measures(finding) {
    return element('div', {class: 'measures'},
        meter('score', finding.score + ' of 100', finding.score / 100),
        finding.lostShare === null
            ? null
            : meter('of lost time', shareText(finding.lostShare), finding.lostShare),
        element('span', {class: 'measure'},
            element('b', null, finding.confidence), ' confidence'),
        element('span', {class: 'measure'}, 'rule ', element('code', null, finding.rule)));
}

function meter(name, text, share) {
    return element('span', {class: 'measure'},
        element('span', {class: 'meter', 'aria-hidden': 'true'},
            sized(element('i'), 'width', share)),
        element('b', null, text), ' ' + name);
}

function ground(name, content) {
    return element('div', {class: 'ground'}, element('h3', null, name), content);
}

function texts(all) {
    return element('ul', null, all.slice(0, 100).map(text => element('li', null, text)));
}

// Closed it names them, open it says why.
function ruledOut(all) {
    if (all.length === 0) return null;
    return folded('ruled-out',
        ['Ruled out ', element('span', {class: 'names'}, all.slice(0, 100).map(subjectOf).join(' \u00b7 '))],
        texts(all));
}

function subjectOf(text) {
    const end = text.indexOf(':');
    return end > 0 ? text.slice(0, end) : text;
}

function command(text) {
    const code = element('code', null, text);
    const copy = button('Copy', 'Copy the command', () => copyText(text, code, copy));
    return element('div', {class: 'command'}, code, copy);
}

async function copyText(text, shown, copy) {
    try {
        await navigator.clipboard.writeText(text);
        copy.textContent = 'Copied';
    } catch {
        // Some browsers give a file no clipboard: the reader's own copy key still works.
        getSelection().selectAllChildren(shown);
        copy.textContent = 'Selected';
    }
    setTimeout(() => copy.textContent = 'Copy', 1500);
}

function doubts(warnings) {
    return folded('card doubt',
        [element('strong', null, warnings.length === 1 ? 'A reason' : countOf(warnings.length, 'reason'), ' to doubt this run'),
            element('span', {class: 'names'}, ' ' + warnings.slice(0, 100).map(warning => warning.message).join(' '))],
        element('ul', null, warnings.slice(0, 100).map(warning =>
            element('li', null, warning.message, ' ',
                element('span', {class: 'faint'}, warning.hint)))));
}
