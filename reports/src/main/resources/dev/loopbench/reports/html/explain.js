// What the thing under the pointer is: {title, lead, rows of [name, value, colour]}.

function aboutJob(job, ends, colours) {
    const ran = job.startedNanos !== null;
    return {
        title: job.kind + ' #' + job.id + (ran ? ' on w' + job.worker : ', on no worker'),
        lead: outcomeText(job),
        rows: [
            legRow('wait', ends.started - job.submittedNanos, ran || job.completedNanos !== null),
            ...(ran ? [legRow('service', ends.finished - ends.started, job.finishedNanos !== null, colours.get(job.kind))] : []),
            ...(ran ? [['CPU', cpuText(job, ends)]] : []),
            ...(ran && job.finishedNanos !== null
                ? [legRow('return', ends.completed - ends.finished, job.completedNanos !== null)] : []),
            ['response', openText(ends.completed - job.submittedNanos, job.completedNanos !== null)],
            ['submitted at', nanosText(job.submittedNanos)],
        ],
    };
}

function outcomeText(job) {
    if (job.outcome !== 'ok') return job.outcome;
    return job.completedNanos === null ? 'unfinished when the run ended' : '';
}

function legRow(leg, nanos, over, colour) {
    return [LEGS[leg].name, openText(nanos, over), colour ?? LEGS[leg].colour];
}

function openText(nanos, over) {
    return (over ? '' : '>') + nanosText(nanos);
}

function cpuText(job, ends) {
    if (job.serviceCpuNanos === null) return NONE + ' (not measured)';
    const times = (ends.finished - ends.started) / job.serviceCpuNanos;
    return nanosText(job.serviceCpuNanos)
        + (job.finishedNanos !== null && Number.isFinite(times) ? ', service is ' + countText(times) + '\u00d7 that' : '');
}

function aboutSlice(slice) {
    return {
        title: slice.label || slice.phase,
        lead: 'one run of a phase of the loop',
        rows: [
            ['phase', slice.phase, phaseColour(slice.phase)],
            ['took', nanosText(slice.durationNanos)],
            ['callbacks', countText(slice.callbacks)],
            ['at', nanosText(slice.atNanos)],
        ],
    };
}

function aboutStall(stall) {
    return {
        title: 'stall: ' + stall.label,
        lead: 'the loop was busy for ' + nanosText(stall.durationNanos) + (stall.phase ? ', most of it in ' + stall.phase : ''),
        rows: [...PARTS.map(part => [part.name, partText(stall.parts[part.key]), part.colour]),
            ['at', nanosText(stall.atNanos)]],
    };
}

function partText(nanos) {
    return nanos === null ? NONE + ' (not measured)' : nanosText(nanos);
}

function aboutPause(pause) {
    return {
        title: 'GC pause',
        lead: 'the garbage collector stopped the world; known to the millisecond',
        rows: [['took', nanosText(pause.durationNanos)], ['at', nanosText(pause.atNanos)]],
    };
}

function aboutHostSample(sample) {
    return {
        title: 'the machine',
        lead: 'in the ' + nanosText(sample.durationNanos) + ' from ' + nanosText(sample.atNanos) + ' on',
        rows: [
            ['throttled by the CPU quota', partText(sample.throttledNanos), 'var(--part-throttled)'],
            ['stolen by the hypervisor', sample.stealShare === null
                ? NONE + ' (not measured)' : shareText(sample.stealShare), 'var(--steal)'],
            ['loop ready without a core', partText(sample.loopRunDelayNanos), 'var(--part-queue)'],
        ],
    };
}

function aboutWorkerBin(worker, layer, bin) {
    return {
        title: 'w' + worker + ' ' + shareText(layer.share(layer.series[0], bin)) + ' busy',
        lead: binText(layer, bin),
        rows: [['busy', nanosText(layer.series[0].nanos[bin])]],
    };
}

function aboutPhaseBin(layer, bin) {
    const busy = layer.series.filter(one => one.nanos[bin] > 0);
    const share = sumOf(busy.map(one => layer.share(one, bin)));
    return {
        title: 'loop ' + shareText(Math.min(1, share)) + ' busy',
        lead: binText(layer, bin),
        rows: busy.map(one => [one.name, nanosText(one.nanos[bin]), one.colour]),
    };
}

function binText(layer, bin) {
    return 'in the ' + nanosText(layer.binNanos) + ' from ' + nanosText(bin * layer.binNanos) + ' on';
}

function aboutDepth(level, from) {
    return {
        title: countOf(level, 'job') + ' waiting at most',
        lead: 'since ' + nanosText(from),
        rows: [],
    };
}
