// The section of the timeline: canvas, buttons, legends, and what is not in it.

function timelineSection(report) {
    const model = timelineOf(report);
    if (model.lanes.length === 0) {
        return section('timeline', 'Timeline', null,
            element('p', {class: 'faint'}, 'No timeline: ' + (report.run.merged.length > 0
                ? 'runs that are added up have no common course.'
                : 'the run recorded no course of the loop, and no job ran in the pool.')));
    }
    const canvas = element('canvas', {id: 'lanes', tabindex: '0', role: 'application',
        'aria-label': 'Timeline of the run. ' + KEYS, 'aria-describedby': 'timeline-notes'});
    const viewport = new Viewport(model.end);
    const picture = new TimelinePicture(canvas, model, viewport);
    const controls = new Controls(picture, viewport);
    viewport.listeners.push(() => picture.schedule());
    new ResizeObserver(() => picture.schedule()).observe(canvas);
    addEventListener('lookchange', () => picture.repaint());
    addEventListener('hashchange', () => viewport.readAddress() && canvas.scrollIntoView());
    viewport.readAddress();
    return element('section', {id: 'timeline', 'aria-labelledby': 'timeline-title'},
        element('div', {class: 'headline'}, element('h2', {id: 'timeline-title'}, 'Timeline'), controls.toolbar()),
        canvas, timelineLegends(report, model),
        element('ul', {class: 'notes', id: 'timeline-notes'},
            timelineNotes(report, model).map(note => element('li', null, note))));
}

function timelineLegends(report, model) {
    const phases = PHASES.filter(phase => report.timeline?.phaseNanos[phase]
        || report.timeline?.slices.some(slice => slice.phase === phase));
    const kinds = [...model.colours].slice(0, 12);
    return element('div', {class: 'legends'},
        report.jobs.length > 0
            ? legendOf([...kinds, ['waits for a worker', LEGS.wait.colour], ['waits for the loop', LEGS.return.colour]])
            : null,
        phases.length > 0 ? legendOf(phases.map(phase => [phase, phaseColour(phase)])) : null,
        legendOf(machineEntries(report)));
}

function machineEntries(report) {
    const timeline = report.timeline;
    return [
        report.loop.stalls.length > 0 ? ['stall', 'var(--bad)', 'dash'] : null,
        timeline?.pauses.length > 0 ? ['GC pause', 'var(--part-gc)', 'band'] : null,
        timeline?.host.some(sample => sample.throttledNanos > 0)
            ? ['throttled', 'var(--part-throttled)', 'band'] : null,
        timeline?.host.some(sample => sample.stealShare >= STEAL_SHARE)
            ? ['steal', 'var(--steal)', 'band'] : null,
    ].filter(entry => entry !== null);
}

function timelineNotes(report, model) {
    const timeline = report.timeline;
    const notes = [];
    if (timeline === null) {
        notes.push('The course of the loop was not recorded'
            + (report.loop.stalls.length > 0 ? ': its lane shows the listed stalls alone.' : '.'));
    }
    if (model.horizon !== null) {
        notes.push('The first ' + countOf(report.jobs.length, 'job') + ' to complete are listed, until '
            + nanosText(model.horizon) + '; ' + countText(report.jobsDropped) + ' more are not'
            + (timeline === null || timeline.workerNanos.length === 0
                ? '.' : ': there the grey shading shows how busy each worker was.'));
    }
    if (report.pool.threads > MAX_WORKER_LANES && report.pool.submitted > 0) {
        notes.push('The first ' + MAX_WORKER_LANES + ' of ' + countOf(report.pool.threads, 'worker') + ' are drawn.');
    }
    if (timeline !== null) notes.push(...droppedNotes(timeline));
    return notes;
}

function droppedNotes(timeline) {
    const notes = [];
    if (timeline.slicesDropped > 0) {
        notes.push('The ' + countText(timeline.slices.length) + ' longest runs of phases are drawn as blocks, '
            + countText(timeline.slicesDropped) + ' shorter ones are in the stacked shading under them.');
    }
    if (timeline.pausesDropped > 0) {
        notes.push(countOf(timeline.pausesDropped, 'GC pause') + ' not drawn: too short for the JVM to time, or beyond the longest '
            + countText(timeline.pauses.length) + '.');
    }
    for (const [what, reason] of Object.entries(timeline.unavailable)) {
        notes.push(what + ' not measurable: ' + reason);
    }
    return notes;
}
