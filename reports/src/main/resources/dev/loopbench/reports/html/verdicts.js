// What held the work back: one card for each finding, the first one large.

const SEVERITIES = {
    ok: {mark: '\u2713', name: 'fine'},
    info: {mark: '\u2022', name: 'worth knowing'},
    warn: {mark: '\u25b2', name: 'problem'},
};

function verdicts(report) {
    return element('section', {id: 'verdict', tabindex: '-1', 'aria-label': 'Verdict'},
        failedLimits((report.limits ?? []).filter(limit => limit.kept !== true)),
        report.findings.length === 0
            ? element('p', {class: 'card none'}, 'No finding: nothing was diagnosed in this run.')
            : report.findings.slice(0, 50).map(findingCard),
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

function findingCard(finding, index) {
    const severity = SEVERITIES[finding.severity] ?? SEVERITIES.info;
    const known = finding.severity in SEVERITIES ? finding.severity : 'info';
    return element('article', {class: 'card ' + known + (index === 0 ? ' first' : '')},
        element('h2', null,
            element('span', {class: 'mark', 'aria-label': severity.name}, severity.mark),
            element('span', null, finding.title)),
        measures(finding),
        element('div', {class: 'grounds'},
            grounds('Because', finding.evidence),
            grounds('Ruled out', finding.ruledOut)),
        finding.advice.trim() === '' ? null : element('p', {class: 'advice'}, finding.advice),
        finding.next === null ? null : command(finding.next),
        element('p', {class: 'rule'}, 'rule ', element('code', null, finding.rule)));
}

function measures(finding) {
    return element('div', {class: 'measures'},
        meter('score', finding.score + ' of 100', finding.score / 100),
        finding.lostShare === null
            ? null
            : meter('share of lost time', shareText(finding.lostShare), finding.lostShare),
        element('span', {class: 'measure'},
            element('b', null, finding.confidence), ' confidence'));
}

function meter(name, text, share) {
    return element('span', {class: 'measure'},
        element('span', {class: 'meter', 'aria-hidden': 'true'},
            sized(element('i'), 'width', share)),
        element('b', null, text), ' ' + name);
}

function grounds(title, texts) {
    if (texts.length === 0) return null;
    return element('div', null,
        element('h3', null, title),
        element('ul', null, texts.slice(0, 100).map(text => element('li', null, text))));
}

function command(text) {
    const code = element('code', null, text);
    const copy = button('Copy', 'Copy the command', () => copyText(text, code, copy));
    return element('div', {class: 'command'}, element('span', {class: 'faint'}, 'try'), code, copy);
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
    return element('div', {class: 'card doubt'},
        element('h3', null, 'Reasons to doubt this run'),
        element('ul', null, warnings.slice(0, 100).map(warning =>
            element('li', null, warning.message, ' ',
                element('span', {class: 'faint'}, warning.hint)))));
}
