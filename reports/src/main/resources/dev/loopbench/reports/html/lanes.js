// From a report to lanes: the machine, the loop, each worker, the queue.

const MAX_WORKER_LANES = 64;

function timelineOf(report) {
    const end = endOf(report);
    const colours = kindColours(report);
    const jobs = report.jobs.map(job => jobSpans(job, end, colours));
    const lanes = [
        machineLane(report.timeline),
        loopLane(report),
        ...workerLanes(report, jobs),
        queueLane(report, end),
    ].filter(lane => lane !== null);
    return {end, lanes, bands: bandsOf(report.timeline), colours, horizon: horizonOf(report)};
}

// A report may say that no time passed and list jobs all the same.
function endOf(report) {
    if (report.run.durationNanos > 0) return report.run.durationNanos;
    const ends = report.jobs.map(job => job.completedNanos ?? job.submittedNanos);
    return Math.max(1, ends.reduce((most, end) => Math.max(most, end), 0));
}

// Where the list of jobs ends though the run went on; null if it lists all.
function horizonOf(report) {
    if (report.jobsDropped <= 0) return null;
    return report.jobs.reduce((most, job) => Math.max(most, job.finishedNanos ?? 0), 0);
}

// A leg nobody saw the end of lasts to the end of the run.
function jobSpans(job, end, colours) {
    const completed = Math.max(job.submittedNanos, job.completedNanos ?? end);
    const started = clamp(job.startedNanos ?? completed, job.submittedNanos, completed);
    const finished = job.startedNanos === null
        ? completed
        : clamp(job.finishedNanos ?? completed, started, completed);
    const about = () => aboutJob(job, {started, finished, completed}, colours);
    const span = (from, to, colour, label) => ({from, to, colour, label, about, job: true,
        legs: [[job.submittedNanos, started, LEGS.wait.colour], [finished, completed, LEGS.return.colour]]});
    return {
        worker: job.startedNanos === null ? -1 : job.worker,
        service: span(started, finished, colours.get(job.kind), job.kind + ' #' + job.id),
        wait: span(job.submittedNanos, started, LEGS.wait.colour, job.kind + ' #' + job.id),
        back: span(finished, completed, LEGS.return.colour, ''),
        ok: job.outcome === 'ok',
    };
}

function workerLanes(report, jobs) {
    const byWorker = new Map();
    if (report.pool.submitted > 0) {
        const threads = Math.min(report.pool.threads, MAX_WORKER_LANES);
        for (let worker = 0; worker < threads; worker++) byWorker.set(worker, []);
    }
    for (const job of jobs) {
        if (!byWorker.has(job.worker)) byWorker.set(job.worker, []);
        byWorker.get(job.worker).push(job);
    }
    const never = byWorker.get(-1);
    byWorker.delete(-1);
    const workers = [...byWorker.keys()].sort((a, b) => a - b).slice(0, MAX_WORKER_LANES);
    const size = laneSize(workers.length);
    const lanes = workers.map(worker =>
        workerLane(worker, byWorker.get(worker), report.timeline, size, report.jobsDropped));
    if (never) lanes.push(waitingLane(never));
    return lanes;
}

// A lane has a worker's jobs, and above them a strip of their waits: where lanes are few, with room for words in both.
function laneSize(workers) {
    if (workers <= 4) return {strip: 12, main: 15};
    if (workers <= 8) return {strip: 6, main: 13};
    return workers <= 16 ? {strip: 3, main: 7} : {strip: 2, main: 4};
}

// Shading only where jobs are missing: it says the same as they do.
function workerLane(worker, jobs, timeline, {strip, main}, dropped) {
    const bins = timeline?.workerNanos[worker];
    const top = strip + 2;
    const waits = labelledWaits(jobs.map(job => job.wait).filter(span => span.to > span.from));
    const backs = jobs.map(job => job.back).filter(span => span.to > span.from);
    const layers = [
        {layer: new SpanLayer(jobs.map(job => job.service), {labels: main > 10}), top, height: main},
        {layer: new SpanLayer(waits, {flat: true, labels: strip > 10}), top: 1, height: strip},
        {layer: new SpanLayer(backs, {flat: true}), top: 1, height: strip},
    ];
    if (bins && timeline.binNanos > 0 && dropped > 0) {
        layers.push({layer: new BinLayer(timeline.binNanos, [{name: 'busy', colour: 'var(--shade)', nanos: bins}],
            (layer, bin) => aboutWorkerBin(worker, layer, bin)), top, height: main});
    }
    return {name: 'w' + worker, spoken: 'worker ' + worker, strip, height: top + main + 1, layers};
}

// Waits that lie over each other have one name together, and the longest of them bears it.
function labelledWaits(waits) {
    const groups = [];
    for (const wait of [...waits].sort((a, b) => a.from - b.from)) {
        const last = groups[groups.length - 1];
        if (last && wait.from < last.to) {
            last.waits.push(wait);
            last.to = Math.max(last.to, wait.to);
        } else {
            groups.push({waits: [wait], to: wait.to});
        }
    }
    return groups.flatMap(group => labelledGroup(group.waits));
}

// Next to the longest of a group, many are too short to be seen: they are not counted.
const SEEN_SHARE = 0.01;

function labelledGroup(waits) {
    const length = wait => wait.to - wait.from;
    const longest = waits.reduce((most, wait) => length(wait) > length(most) ? wait : most);
    const seen = waits.filter(wait => length(wait) >= SEEN_SHARE * length(longest)).length;
    const label = seen === 1 ? longest.label + ' waits ' + nanosText(length(longest)) : countText(seen) + ' waits';
    return waits.map(wait => ({...wait, label: wait === longest ? label : ''}));
}

function waitingLane(jobs) {
    return {name: 'no worker', spoken: 'jobs that no worker ran', height: 22, layers: [
        {layer: new SpanLayer(labelledWaits(jobs.map(job => job.wait)), {labels: true}), top: 3, height: 16}]};
}

function loopLane(report) {
    const timeline = report.timeline;
    const stalls = new SpanLayer(report.loop.stalls.map(stallSpan), {flat: true});
    const bins = timeline !== null && timeline.binNanos > 0 ? phaseBins(timeline) : null;
    if (timeline === null && stalls.items.length === 0) return null;
    const layers = [];
    if (timeline !== null) {
        layers.push({layer: new SpanLayer(timeline.slices.map(sliceSpan), {labels: true, least: 0.5}), top: 2, height: 18});
    }
    layers.push({layer: stalls, top: timeline === null ? 2 : 22, height: timeline === null ? 14 : 3});
    if (bins) layers.push({layer: bins, top: 27, height: 15});
    return {name: 'loop', spoken: 'the loop', height: bins ? 44 : timeline === null ? 18 : 27, layers};
}

function sliceSpan(slice) {
    return {from: slice.atNanos, to: slice.atNanos + slice.durationNanos,
        colour: phaseColour(slice.phase), label: slice.label || slice.phase,
        about: () => aboutSlice(slice)};
}

function stallSpan(stall) {
    return {from: stall.atNanos, to: stall.atNanos + stall.durationNanos, colour: 'var(--bad)',
        label: stall.label, about: () => aboutStall(stall)};
}

function phaseBins(timeline) {
    const series = PHASES.filter(phase => timeline.phaseNanos[phase]).map(phase =>
        ({name: phase, colour: phaseColour(phase), nanos: timeline.phaseNanos[phase]}));
    return new BinLayer(timeline.binNanos, series, aboutPhaseBin);
}

function machineLane(timeline) {
    if (timeline === null || timeline.pauses.length + timeline.host.length === 0) return null;
    return {name: 'machine', spoken: 'the machine', height: 16, layers: [
        {layer: new SpanLayer(timeline.pauses.map(pauseSpan), {flat: true, least: 1}), top: 3, height: 10},
        {layer: new SpanLayer(timeline.host.map(hostSpan), {flat: true}), top: 3, height: 10}]};
}

function pauseSpan(pause) {
    return {from: pause.atNanos, to: pause.atNanos + pause.durationNanos, colour: 'var(--part-gc)',
        label: 'GC', about: () => aboutPause(pause)};
}

// As dense as it was bad; a quota's time is summed over cores, and may exceed what passed.
function hostSpan(sample) {
    const [colour, share] = sample.throttledNanos > 0
        ? ['var(--part-throttled)', sample.throttledNanos / Math.max(1, sample.durationNanos)]
        : sample.stealShare >= STEAL_SHARE ? ['var(--steal)', sample.stealShare] : [CALM, 1];
    return {from: sample.atNanos, to: sample.atNanos + sample.durationNanos, colour, label: '',
        density: clamp(0.25 + share, 0, 1), about: () => aboutHostSample(sample)};
}

// What stopped everything is drawn across all lanes.
const STEAL_SHARE = 0.01;
const CALM = 'var(--track)';

function bandsOf(timeline) {
    if (timeline === null) return [];
    const tinted = timeline.host.map(hostSpan)
        .filter(span => span.colour !== CALM)
        .map(span => ({...span, strength: span.density * 0.25}));
    return [...tinted, ...timeline.pauses.map(pauseSpan).map(span => ({...span, strength: 0.3}))];
}

function queueLane(report, end) {
    const pool = report.pool;
    if (pool.submitted === 0 || pool.depthSeries.length === 0) return null;
    const layer = new LevelLayer(pool.depthSeries, end, LEGS.wait.colour, aboutDepth);
    return {name: 'queue', spoken: 'the queue', note: 'max ' + countText(pool.depthMax), height: 44,
        layers: [{layer, top: 6, height: 36}]};
}
