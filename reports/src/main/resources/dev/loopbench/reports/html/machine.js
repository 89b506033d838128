// The pool, the loop, the machine and the measuring itself, in words and figures.

function poolFacts(report) {
    const pool = report.pool;
    const config = report.config.pool;
    const threads = countOf(pool.threads, 'thread') + ' (' + config.source + ')';
    if (pool.submitted === 0) return facts('Pool', [['size', threads], ['jobs', (report.subject ?? null) === null ? 'not used' : 'no event of it']]);
    const nothing = {
        queued: (report.subject ?? null) === null || pool.depthMax === 0 ? 'nothing waited' : 'not told',
        busy: 'how many threads there are is not told',
    };
    return facts('Pool', [
        ['size', threads],
        ['slow lane', config.slowLane ? 'at most ' + countOf(config.slowThreads, 'thread') : 'none'],
        ['busy', told(pool.utilizationShare, shareText), 'busy'],
        ['jobs', countText(pool.submitted) + ' submitted, ' + countText(pool.started) + ' started, '
            + countText(pool.completed) + ' completed' + (pool.cancelled > 0 ? ', ' + countText(pool.cancelled) + ' cancelled' : '')],
        ['queue', pool.depthMax === null ? 'not told' : 'max ' + countText(pool.depthMax) + ', mean ' + countText(pool.depthMean)],
        ['somebody waited', told(pool.queueNonEmptyShare, share => shareText(share) + ' of the time'), 'queued'],
        ['of it all workers busy', told(pool.queuedWhileFullShare, shareText), 'queued'],
        ['queue and waits agree within', told(pool.littleResidualShare, shareText), 'queued'],
    ], nothing);
}

function loopFacts(report) {
    const loop = report.loop;
    if (!loopIsUsed(report)) return facts('Loop', [['used', 'no: the server runs on threads of its own']]);
    return facts('Loop', [
        ['busy', told(loop.utilizationShare, shareText), 'utilizationShare'],
        ['iterations', told(loop.iterations, countText), 'iterations'],
        ['events', told(loop.events, countText), 'events'],
        ['ready before the poll', told(loop.eventsWaiting, countText), 'eventsWaiting'],
        ['delay mean', told(loop.delay, delay => nanosUpToText(delay.meanNanos, delay.errorNanos)), 'delay'],
        ['delay p50, p90, p99', told(loop.delay, delay => [delay.p50Nanos, delay.p90Nanos, delay.p99Nanos].map(nanos => nanosUpToText(nanos, delay.errorNanos)).join(', ')), 'delay'],
        ...(loop.delay?.over ?? []).slice(0, 20).map(over => ['P(>' + roundNanosText(over.thresholdNanos) + ')', shareText(over.share)]),
        ['timer lateness max', told(loop.timerLateness, lateness => nanosText(lateness.maxNanos)), 'timerLateness'],
    ], loop.unavailable);
}

function hostFacts(report) {
    const host = report.host;
    // Clients of the run are other processes, and no strangers.
    const ofClients = (report.clients?.cpuNanos ?? 0) / Math.max(1, report.run.durationNanos);
    return facts('Host', [
        ['GC pauses', told(host.gc, pausesText), 'gc'],
        ['loop waited for a core', told(host.loopRunDelayNanos, nanosText), 'loopRunDelayNanos'],
        ['workers waited for cores', told(host.workersRunDelayNanos, nanosText), 'workersRunDelayNanos'],
        ['throttled', told(host.throttledPeriods, periods => throttlingText(host, periods)), 'throttledPeriods'],
        ['steal', told(host.stealShare, shareText), 'stealShare'],
        ['other processes', told(host.otherCpuCores, cores => countText(Math.max(0, cores - ofClients)) + ' cores'), 'otherCpuCores'],
        ['process CPU', told(host.cpuNanos, nanosText), 'cpuNanos'],
        ['loop CPU', told(host.loopCpuNanos, nanosText), 'loopCpuNanos'],
        ['loop switched out', told(host.contextSwitches, switchesText), 'contextSwitches'],
    ], host.unavailable);
}

function pausesText(gc) {
    return gc.pauses === 0 ? 'none' : countText(gc.pauses) + ', ' + nanosText(gc.totalNanos)
        + (gc.maxNanos === null ? '' : ', longest ' + nanosText(gc.maxNanos));
}

function memoryFacts(memory) {
    const course = figure => told(figure, c => bytesText(c.endBytes) + ', peak ' + bytesText(c.peakBytes));
    const held = memory.held;
    return facts('Memory', [
        ['resident set', course(memory.rss), 'rss'],
        ['heap', course(memory.heap), 'heap'],
        ['heap after GC', told(memory.heapAfterGcBytes, bytesText), 'heapAfterGcBytes'],
        ['heap may grow to', told(memory.heapMaxBytes, bytesText), 'heapMaxBytes'],
        ['direct buffers', course(memory.direct), 'direct'],
        ['held by queued work', held.peakBytes === 0 ? 'nothing' : 'peak ' + bytesText(held.peakBytes)
            + (held.peakAtNanos === null ? '' : ' at ' + nanosText(held.peakAtNanos))],
    ], memory.unavailable);
}

function throttlingText(host, periods) {
    if (host.periods === 0) return 'no CPU quota';
    return countText(periods) + (host.periods === null ? ' periods' : ' of ' + countOf(host.periods, 'period'))
        + (periods > 0 && host.throttledNanos !== null ? ', ' + nanosText(host.throttledNanos) : '');
}

function switchesText(switches) {
    return countText(switches.voluntary) + '\u00d7 to wait, ' + countText(switches.involuntary) + '\u00d7 by force';
}

function probeFacts(report) {
    const probes = report.probes;
    const cost = probes.costPerEventNanos;
    const looking = probes.looking;
    return facts('Measuring', [
        ...(looking ? [
            ['looking took', told(looking.cpuAtLeastNanos, nanos => nanosText(nanos) + ' of a core at least')],
            ['servers it was tried on used', countText(looking.triedLeastRatio) + '\u00d7 to ' + countText(looking.triedMostRatio)
                + '\u00d7 the CPU time for a request'],
        ] : []),
        ['cost', told(cost, nanos => countOf(probes.events, 'event') + ' at ' + nanosText(nanos) + ' = ' + nanosText(nanos * probes.events))],
        ['events dropped', countText(probes.droppedEvents)],
        ...(report.loop.residualShare === null ? []
            : [['phases add up to', shareText(1 - Math.abs(report.loop.residualShare)) + ' of the busy time']]),
    ]);
}

function machineFacts(environment) {
    const cpu = environment.cpu;
    const jvm = environment.jvm;
    return facts('Machine', [
        ['system', [environment.os, environment.kernel, environment.arch].join(' ').trim() || null, 'os'],
        ['CPU', cpu.model, 'cpu.model'],
        ['cores', told(cpu.usableCores, cores => countText(cores) + ' usable of ' + countText(cpu.logicalCores)), 'cpu.usableCores'],
        ['CPU quota', told(cpu.quotaCores, quota => countText(quota) + ' cores'), 'cpu.quotaCores'],
        ['memory limit', told(environment.memoryLimitBytes, bytesText), 'memoryLimitBytes'],
        ['JVM', [jvm.version, jvm.vendor, jvm.vm, jvm.gc].filter(text => text).join(' \u00b7 ') || null, 'jvm'],
        ['JVM arguments', jvm.arguments.join(' ') || 'none'],
        ['poller', environment.poller || null, 'poller'],
        ['clock', 'steps of ' + nanosText(environment.clock.granularityNanos)
            + (environment.clock.readCostNanos === null ? '' : ', a reading costs ' + nanosText(environment.clock.readCostNanos))],
        ['fingerprint', environment.fingerprint],
    ], environment.unavailable);
}

function runFacts(report) {
    return facts('Run', [
        ['id', report.run.id || null],
        ['started', report.run.started],
        ['seed', String(report.run.seed)],
        ['command', report.run.command.join(' ') || null],
        ...(report.run.merged.length > 0 ? [['sum of', report.run.merged.join(', ')]] : []),
        ['written by', [report.tool.name, report.tool.version, report.tool.commit].join(' ')],
        ['schema', report.schema],
    ], {});
}
