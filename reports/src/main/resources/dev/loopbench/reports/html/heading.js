// Title, and what ran on what.

function heading(report) {
    const config = report.config;
    const [subject] = subjectTexts(report.subject);
    return element('div', {class: 'heading'},
        element('div', {class: 'what'},
            element('h1', null, subject ?? config.scenario ?? (isMixed(config) ? 'mix' : config.workload)),
            element('p', {class: 'facts'}, headingFacts(report).map(text => element('span', null, text)),
                stateOf(report.run))),
        isMixed(config) || isBeside(config) ? workloadList(config.workloads) : null,
        element('p', {class: 'facts faint'},
            [...configTexts(config), ...machineTexts(report.environment), report.run.started]
                .filter(text => text !== null).map(text => element('span', null, text))),
        report.run.complete ? null : interruptedNotice(report));
}

function headingFacts(report) {
    const config = report.config;
    const subject = subjectTexts(report.subject);
    return [
        ...subject.slice(1),
        subject.length > 0 || isMixed(config) ? null : loadText(config.load),
        threadsText(config.pool),
        coresText(report.environment.cpu),
        config.repeats > Math.max(1, report.run.merged.length) ? countOf(config.repeats, 'repeat') : null,
        report.run.merged.length > 0 ? 'sum of ' + countOf(report.run.merged.length, 'run') : null,
        nanosText(report.run.durationNanos),
    ].filter(text => text !== null);
}

function stateOf(run) {
    return run.complete
        ? element('span', {class: 'state good'}, '\u2713 complete')
        : element('span', {class: 'state bad'}, '\u25b2 interrupted');
}

// Closed it names them with their loads, open it tells their parameters.
function workloadList(workloads) {
    if (workloads.length === 0) return null;
    const shown = workloads.slice(0, 50);
    return folded('workloads',
        [countOf(workloads.length, 'workload') + ' ', element('span', {class: 'names'},
            shown.map(work => work.name + ' ' + loadText(work.load)).join(' \u00b7 '))],
        element('ul', null, shown.map(workloadItem)));
}

function workloadItem(work) {
    return element('li', null,
        element('strong', null, work.name),
        work.name === work.workload ? null : ' (' + work.workload + ')',
        ' \u00b7 ' + loadText(work.load),
        work.startNanos > 0 ? ' \u00b7 from ' + roundNanosText(work.startNanos) : null,
        element('span', {class: 'faint'},
            parameterTexts(work.parameters).map(text => ' \u00b7 ' + text)));
}

function interruptedNotice(report) {
    const open = report.jobs.filter(job => job.completedNanos === null).length;
    return element('p', {class: 'notice'},
        '\u25b2 Interrupted: the figures cover what happened until then'
        + (open > 0 ? '; ' + countOf(open, 'job') + ' unfinished.' : '.'));
}
