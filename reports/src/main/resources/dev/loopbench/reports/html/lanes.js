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
    const height = workers.length <= 8 ? 26 : workers.length <= 24 ? 18 : 11;
    const lanes = workers.map(worker =>
        workerLane(worker, byWorker.get(worker), report.timeline, height, report.jobsDropped));
    if (never) lanes.push(waitingLane(never));
    return lanes;
}

// Shading only where jobs are missing: it says the same as they do.
function workerLane(worker, jobs, timeline, height, dropped) {
    const bins = timeline?.workerNanos[worker];
    const thin = height > 16 ? 4 : 2;
    const main = height - thin - 4;
    const layers = [
        {layer: new SpanLayer(jobs.map(job => job.service), {labels: height > 16}), top: 2, height: main},
        {layer: new SpanLayer(jobs.flatMap(job => [job.wait, job.back])
            .filter(span => span.to > span.from), {flat: true}), top: height - thin - 1, height: thin},
    ];
    if (bins && timeline.binNanos > 0 && dropped > 0) {
        layers.push({layer: new BinLayer(timeline.binNanos, [{name: 'busy', colour: 'var(--shade)', nanos: bins}],
            (layer, bin) => aboutWorkerBin(worker, layer, bin)), top: 2, height: main});
    }
    return {name: 'w' + worker, spoken: 'worker ' + worker, height, layers};
}

function waitingLane(jobs) {
    return {name: 'no worker', spoken: 'jobs that no worker ran', height: 22, layers: [
        {layer: new SpanLayer(jobs.map(job => job.wait), {labels: true}), top: 3, height: 16}]};
}

function loopLane(report) {
    const timeline = report.timeline;
    const stalls = new SpanLayer(report.loop.stalls.map(stallSpan), {flat: true});
    const bins = timeline !== null && timeline.binNanos > 0 ? phaseBins(timeline) : null;
    if (timeline === null && stalls.items.length === 0) return null;
    const layers = [];
    if (timeline !== null) {
        layers.push({layer: new SpanLayer(timeline.slices.map(sliceSpan), {labels: true, least: 0.5}), top: 2, height: 20});
    }
    layers.push({layer: stalls, top: 24, height: timeline === null ? 14 : 3});
    if (bins) layers.push({layer: bins, top: 30, height: 18});
    return {name: 'loop', spoken: 'the loop', height: bins ? 52 : timeline === null ? 42 : 30, layers};
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
    return {name: 'queue', spoken: 'the queue', note: 'max ' + countText(pool.depthMax), height: 54,
        layers: [{layer, top: 8, height: 44}]};
}
