// What ran, and on what, in the words of the terminal report.

function loadText(load) {
    const parts = [load.jobs === null ? load.model : countOf(load.jobs, 'job')];
    if (load.concurrency !== null) {
        parts.push(', ' + countText(load.concurrency) + ' at a time');
    } else if (load.model === 'burst') {
        parts.push(' at once');
    }
    if (load.perSecond !== null) parts.push(', ' + perSecondText(load.perSecond));
    if (load.arrivals !== null) parts.push(' ' + load.arrivals);
    if (load.durationNanos !== null) {
        parts.push(' for ' + roundNanosText(load.durationNanos));
    } else if (load.model === 'closed') {
        parts.push(' all the time');
    }
    return parts.join('');
}

// What was looked at, where it is not a loop of loopbench.
function subjectTexts(subject) {
    if ((subject ?? null) === null || subject.kind === 'loopbench') return [];
    return [
        [subject.kind === 'node' ? 'Node' : 'another program', subject.version].filter(text => text !== null).join(' '),
        subject.script,
        subject.processId === null ? null : 'process ' + subject.processId,
        subject.how === 'trace' ? 'by its trace' : subject.how,
    ].filter(text => text !== null);
}

function threadsText(pool) {
    return (pool.source === 'at least' ? 'at least ' : '') + countOf(pool.threads, 'thread');
}

function coresText(cpu) {
    if (cpu.usableCores === null) return null;
    return cpu.quotaCores !== null && cpu.quotaCores < cpu.usableCores
        ? countText(cpu.quotaCores) + ' of ' + countOf(cpu.usableCores, 'core')
        : countOf(cpu.usableCores, 'core');
}

function isMixed(config) {
    return config.scenario !== null || config.workloads.length > 1;
}

function isBeside(config) {
    return !config.workloads.some(work => work.workload === config.workload);
}

// An empty value stands for none.
function parameterTexts(parameters) {
    return Object.entries(parameters).filter(([, value]) => value !== '').map(p => p.join(' '));
}

// A report tells of a block what was given: how long or how much, how often or when.
function blockText(block) {
    const given = (value, text) => value === null || value === undefined ? '' : text(value);
    return 'loop blocked: ' + block.with
        + given(block.size, size => ' (' + size + ')')
        + given(block.forNanos, nanos => ' ' + roundNanosText(nanos))
        + given(block.everyNanos, nanos => ' every ' + roundNanosText(nanos))
        + given(block.atNanos, nanos => ' once, at ' + roundNanosText(nanos));
}

function configTexts(config) {
    const texts = isMixed(config) ? [] : parameterTexts(config.parameters);
    if (!config.pool.slowLane) texts.push('no slow lane');
    if (config.block !== null) texts.push(blockText(config.block));
    for (const [where, size] of Object.entries(config.injected ?? {})) texts.push('injected: ' + where + ' +' + size);
    if (config.warmup.operations > 0) {
        texts.push('warm-up ' + nanosText(config.warmup.durationNanos)
            + (config.warmup.steady === false ? ', not steady' : ''));
    }
    return texts;
}

function machineTexts(environment) {
    if (environment.os === 'simulated') return ['simulated machine'];
    const jvm = environment.jvm;
    return [
        (environment.os + ' ' + environment.kernel + ' ' + environment.arch).trim(),
        environment.cpu.model,
        environment.memoryLimitBytes === null
            ? null
            : bytesText(environment.memoryLimitBytes) + ' memory limit',
        jvm.version === '' ? null : ('JDK ' + jvm.version + ' ' + jvm.gc).trim(),
    ].filter(text => text);
}

const LEGS = {
    startDelay: {name: 'start delay', colour: 'var(--late)', about: 'from the intended start to the actual one'},
    wait: {name: 'wait', colour: 'var(--wait)', about: 'from the queue to a worker'},
    waitEstimate: {name: 'wait (estimated)', colour: 'var(--wait)', about: 'from the queue to a worker, which was not seen'},
    service: {name: 'service', colour: 'var(--service)', about: 'on the worker'},
    return: {name: 'return', colour: 'var(--return)', about: 'from the worker to its callback on the loop'},
    fromSend: {name: 'from send', colour: 'var(--send)', about: 'from the actual start to the end'},
    response: {name: 'response', colour: 'var(--response)', about: 'from the intended start to the end'},
};

// An estimate is no histogram: whoever shows its values says that they are estimated, as its name does.
function legOf(operation, leg) {
    return leg === 'waitEstimate' ? operation.waitEstimate?.values ?? null : operation[leg];
}

const PARTS = [
    {key: 'cpuNanos', name: 'CPU', about: 'the loop thread computed', colour: 'var(--part-cpu)'},
    {key: 'gcNanos', name: 'GC', about: 'the world stood still for the garbage collector', colour: 'var(--part-gc)'},
    {key: 'throttledNanos', name: 'throttled', about: 'ready to run, and the CPU quota was used up', colour: 'var(--part-throttled)'},
    {key: 'runQueueNanos', name: 'no core', about: 'ready to run, and no core was free', colour: 'var(--part-queue)'},
    {key: 'blockedNanos', name: 'blocked', about: 'waited by its own will: a lock, a file, a sleep', colour: 'var(--part-blocked)'},
    {key: 'unexplainedNanos', name: 'unexplained', about: 'what is left; parts that cannot be told are in it', colour: 'var(--part-rest)'},
];
