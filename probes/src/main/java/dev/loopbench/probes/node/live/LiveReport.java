package dev.loopbench.probes.node.live;

import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.probes.finding.Diagnosis;
import dev.loopbench.probes.finding.Doubts;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.inspector.TraceWindow;
import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.node.process.ThreadFigures;
import dev.loopbench.probes.node.script.Answer;
import dev.loopbench.probes.node.script.Installation;
import dev.loopbench.probes.node.script.KindLog;
import dev.loopbench.probes.node.script.ScriptLog;
import dev.loopbench.probes.node.trace.NodeRecording;
import dev.loopbench.probes.node.trace.TraceEventParser;
import dev.loopbench.probes.node.trace.TraceFormatException;
import dev.loopbench.probes.node.trace.TracedPool;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.EstimatedWait;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Probes;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.Subject;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.result.Warning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;

/**
 * Makes a report of what was seen of a Node process. Not to be used twice; confined to its caller.
 *
 * <p>Each job's way from submission to callback comes from the observer, which sees them all. Its
 * legs come from those that lie whole in a trace window. What neither tells is null.
 */
public final class LiveReport {

    private static final String WORKLOAD = "node";

    private static final String UNSEEN =
            "Node does not tell when a worker took a call of fs or a lookup";

    private static final String NOT_WHOLE = "none of them lies whole in a trace window";

    /** Process ids in a sentence. */
    private static final int MAX_LISTED = 16;

    private static final String OTHER_PROCESS = "not read of another process";

    private final Sighting sighting;
    private final ScriptLog script;
    private final TracedPool traced;
    private final HeldStretches held;
    private final @Nullable EstimatedPool estimated;
    private final List<Warning> doubts = new ArrayList<>();
    private long events;

    private LiveReport(Sighting sighting) {
        this.sighting = sighting;
        this.script = sighting.script();
        this.held = new HeldStretches(sighting);
        this.traced =
                TracedPool.of(
                        windows(),
                        sighting.target().threads(),
                        new JobKinds(script.installation(), sighting.answers()));
        this.estimated = EstimatedPool.of(sighting, traced.starts()).orElse(null);
    }

    /**
     * @param command that asked for it
     * @param tool what makes the report
     * @param wording of what findings say to change
     */
    public static Report of(Sighting sighting, List<String> command, Tool tool, Wording wording) {
        return of(sighting, command, tool, wording, UnaryOperator.identity());
    }

    /**
     * The same of a program that knows more of what it does than can be seen.
     *
     * @param told puts what it tells into the figures, before anything is made of them
     */
    public static Report of(
            Sighting sighting,
            List<String> command,
            Tool tool,
            Wording wording,
            UnaryOperator<Report> told) {
        LiveReport live = new LiveReport(sighting.inSources());
        Report measured = told.apply(live.measured(command, tool));
        List<Warning> warnings =
                new ArrayList<>(live.others(wording)); // one screen shows the first
        live.doubt(measured);
        warnings.addAll(Doubts.of(measured, wording));
        warnings.addAll(live.doubts);
        return measured.with(Diagnosis.of(measured, wording), warnings);
    }

    private List<TracedPool.Window> windows() {
        List<TracedPool.Window> windows = new ArrayList<>();
        TraceEventParser parser = new TraceEventParser();
        for (TraceWindow window : sighting.traced().windows()) {
            NodeRecording recording = new NodeRecording(sighting.target().pid());
            try {
                for (JsonNode event : window.events()) {
                    try (JsonParser tokens = event.traverse(ObjectReadContext.empty())) {
                        tokens.nextToken();
                        parser.read(tokens);
                        parser.addTo(recording);
                    }
                }
            } catch (InspectorException | TraceFormatException unreadable) {
                doubts.add(
                        new Warning(
                                Warning.Kind.TRACE_CUT,
                                "A trace window cannot be read: " + unreadable.getMessage() + ".",
                                "What happened in it is in no leg."));
                continue;
            }
            events += recording.events();
            windows.add(new TracedPool.Window(recording, window.fromNanos(), window.toNanos()));
        }
        return windows;
    }

    private Report measured(List<String> command, Tool tool) {
        List<Job> jobs = traced.jobs(sighting.span().fromNanos());
        return new Report(
                Report.SCHEMA,
                new Report.Origin(
                        tool,
                        new Run(
                                UUID.randomUUID().toString(),
                                sighting.span().started(),
                                sighting.span().nanos(),
                                ending(),
                                0,
                                command,
                                List.of()),
                        sighting.machine().environment(),
                        config(),
                        subject()),
                new Report.Work(operations(), jobs, traced.traced() - jobs.size()),
                new Report.Observed(
                        pool(),
                        loop(),
                        host(),
                        null,
                        null,
                        new Probes(null, events, lost(), LookingCost.of(sighting))),
                List.of(),
                List.of(),
                Report.Traffic.NONE,
                null,
                List.of());
    }

    private Run.Ending ending() {
        return switch (sighting.ending()) {
            case DURATION, PROGRAM -> Run.Ending.DONE;
            case INTERRUPT, LOST -> Run.Ending.INTERRUPTED;
        };
    }

    private long lost() {
        Answer.Lost lost = script.lost();
        return lost.underWay()
                + lost.streams()
                + lost.sentinels()
                + lost.pauses()
                + lost.legs()
                + lost.gaps();
    }

    private Config config() {
        Installation.ObservedProcess process = script.installation().process();
        int threads = traced.pool().threads();
        return new Config(
                WORKLOAD,
                Collections.emptySortedMap(),
                null,
                List.of(),
                new Config.PoolConfig(
                        threads,
                        PoolSize.slowThreads(threads),
                        true,
                        process.threadPoolSize() == null
                                ? Config.PoolConfig.Source.DEFAULT
                                : Config.PoolConfig.Source.ENVIRONMENT),
                new Load.External(),
                new Config.Warmup(Config.Warmup.Mode.NONE, 0, 0, 0, null),
                null,
                null,
                1);
    }

    private Subject subject() {
        Installation.ObservedProcess process = script.installation().process();
        String version = process.version();
        String path = process.script();
        return new Subject(
                Subject.Kind.NODE,
                sighting.target().pid(),
                version.startsWith("v") ? version.substring(1) : version,
                path == null ? null : path.substring(path.lastIndexOf('/') + 1),
                sighting.target().launched() ? Subject.How.LAUNCHED : Subject.How.ATTACHED,
                sighting.traced().windows().isEmpty()
                        ? null
                        : new Subject.Trace(
                                TracingThread.CATEGORIES,
                                sighting.span().fromNanos(),
                                traced.unpaired(),
                                traced.ambiguous()),
                sighting.target().others());
    }

    private List<Operation> operations() {
        Map<String, Operation.Legs> legs = traced.legs();
        List<Operation> operations = new ArrayList<>();
        Set<String> told = new TreeSet<>();
        for (KindLog kind : script.kinds().values()) {
            String name = JobKinds.name(kind.kind());
            Histogram response = response(kind, name);
            if (response != null || kind.underWay() != null) {
                operations.add(operation(name, kind, response, legs.get(name)));
            }
            told.add(name);
        }
        for (Map.Entry<String, Operation.Legs> entry : legs.entrySet()) {
            if (!told.contains(entry.getKey())) {
                Histogram response =
                        traced.responses(entry.getKey())
                                .map(Histograms::of)
                                .orElseGet(() -> Histograms.of(new LatencyRecorder()));
                operations.add(
                        ofTraceAlone(entry.getKey(), response, withReason(entry.getValue())));
            }
        }
        if (!script.hooking().isOn()) { // else the observer has them all
            traced.calls()
                    .forEach(
                            (kind, response) ->
                                    operations.add(
                                            ofTraceAlone(
                                                    kind,
                                                    Histograms.of(response),
                                                    untold(kind, null))));
        }
        return List.copyOf(operations);
    }

    /** Of jobs whose submission the observer does not see the trace tells, of those in windows. */
    private @Nullable Histogram response(KindLog kind, String name) {
        Histogram seen = kind.toHistogram();
        return seen != null ? seen : traced.responses(name).map(Histograms::of).orElse(null);
    }

    private Operation operation(
            String name,
            KindLog kind,
            @Nullable Histogram response,
            Operation.@Nullable Legs legs) {
        Answer.JobsUnderWay underWay = kind.underWay();
        Histogram all = response == null ? Histograms.of(new LatencyRecorder()) : response;
        return new Operation(
                name,
                all.count(),
                0,
                underWay == null ? 0 : underWay.count(),
                List.of(),
                new Operation.Pace(
                        null,
                        perSecond(kind.completed()),
                        underWay == null
                                ? null
                                : (Long)
                                        Math.max(
                                                0,
                                                script.installation().atNanos()
                                                        + script.durationNanos()
                                                        - underWay.oldestNanos())),
                new Operation.Latency(all, null, null),
                legs == null ? untold(name, estimate(kind)) : withReason(legs),
                null);
    }

    private @Nullable EstimatedWait estimate(KindLog kind) {
        return estimated == null || !EstimatedPool.KINDS.contains(kind.kind())
                ? null
                : estimated.wait(kind.kind());
    }

    private static Operation ofTraceAlone(String name, Histogram response, Operation.Legs legs) {
        return new Operation(
                name,
                response.count(),
                0,
                0,
                List.of(),
                new Operation.Pace(null, null),
                new Operation.Latency(response, null, null),
                legs,
                null);
    }

    private @Nullable Double perSecond(long count) {
        long nanos = sighting.span().nanos();
        return nanos <= 0 ? null : (Double) ((double) count * TimeUnit.SECONDS.toNanos(1) / nanos);
    }

    private static Operation.Legs withReason(Operation.Legs legs) {
        SortedMap<String, String> unavailable = new TreeMap<>();
        unavailable.put("serviceCpuNanos", "the kernel tells it of threads, not of jobs");
        return new Operation.Legs(
                legs.waitLeg(),
                legs.serviceLeg(),
                null,
                legs.returnLeg(),
                Collections.unmodifiableSortedMap(unavailable));
    }

    private Operation.Legs untold(String name, @Nullable EstimatedWait estimate) {
        SortedMap<String, String> unavailable = new TreeMap<>();
        unavailable.put("serviceCpuNanos", "the kernel tells it of threads, not of jobs");
        String refused = sighting.traced().refused();
        String why =
                name.startsWith("fs") || name.startsWith("dns.")
                        ? unseen()
                        : refused != null ? "nothing was traced: " + refused : NOT_WHOLE;
        List.of("wait", "service", "return").forEach(leg -> unavailable.put(leg, why));
        return new Operation.Legs(
                null, estimate, null, null, null, Collections.unmodifiableSortedMap(unavailable));
    }

    private String unseen() {
        String why = EstimatedPool.reason(sighting);
        return why == null ? UNSEEN : UNSEEN + "; the wait is not estimated either, as " + why;
    }

    /** Its course while it was traced; how many jobs there were the observer knows. */
    private Pool pool() {
        Pool seen = traced.pool();
        boolean looked = traced.tracedNanos() > 0;
        long completed = script.kinds().values().stream().mapToLong(KindLog::completed).sum();
        return new Pool(
                seen.threads(),
                script.hooking().isOn() && script.jobsSoFar() > 0 // it sees none of addons
                        ? new Pool.Counts(script.jobsSoFar(), completed, completed, 0, null)
                        : seen.counts(),
                seen.depth(),
                looked ? seen.utilizationShare() : null,
                looked ? seen.waiting() : new Pool.Waiting(null, null, null),
                seen.workers(),
                waiters(seen),
                seen.atEnd());
    }

    /** Of those whose wait is estimated the trace has none. */
    private List<Pool.Waiter> waiters(Pool seen) {
        List<Pool.Waiter> all = new ArrayList<>(seen.waiters());
        if (estimated != null) {
            estimated.waiters().stream()
                    .filter(waiter -> all.stream().noneMatch(waiter::hasVictimOf))
                    .toList()
                    .forEach(all::add);
        }
        return List.copyOf(all);
    }

    private Loop loop() {
        ScriptLog.LoopWindow window = script.loop();
        Answer.UvMetrics uv = window == null ? null : window.uv();
        SortedMap<String, String> unavailable = new TreeMap<>();
        if (uv == null) {
            List.of("iterations", "events", "eventsWaiting")
                    .forEach(
                            figure ->
                                    unavailable.put(
                                            figure, "Node tells it from 20.18 and 22.8 on"));
        }
        Double utilization = window == null ? null : window.utilization();
        if (utilization == null) {
            unavailable.put("utilizationShare", "no answer came");
        }
        for (String figure :
                List.of(
                        "availability",
                        "busy",
                        "dispatch",
                        "emptyPolls",
                        "kernelWait",
                        "phases",
                        "residualShare",
                        "stalls.throttled",
                        "timerLateness",
                        "wakeups")) {
            unavailable.put(figure, "Node does not tell");
        }
        return new Loop(
                new Loop.Counts(
                        uv == null ? null : (Long) uv.iterations(),
                        uv == null ? null : (Long) uv.events(),
                        uv == null ? null : (Long) uv.eventsWaiting(),
                        null,
                        null),
                utilization,
                held.delay(),
                List.of(),
                new Loop.BusyTime(List.of(), null),
                new Loop.Durations(null, null, null, null),
                held.held(),
                Collections.unmodifiableSortedMap(unavailable));
    }

    private Host host() {
        Sighting.Machine machine = sighting.machine();
        SortedMap<String, String> unavailable = new TreeMap<>(machine.unavailable());
        ThreadCounts all = ThreadCounts.between(machine.before(), machine.after());
        long main = sighting.target().pid();
        ThreadCounts loop =
                ThreadCounts.between(only(main, machine.before()), only(main, machine.after()));
        unavailable.put("workersRunDelayNanos", OTHER_PROCESS);
        unavailable.put("allocatedBytes", "Node does not tell");
        return new Host(
                new Host.Cpu(
                        all.cpuNanos().orNote("cpuNanos", unavailable),
                        loop.cpuNanos().orNote("loopCpuNanos", unavailable),
                        loop.runDelayNanos().orNote("loopRunDelayNanos", unavailable)),
                machine.throttling(),
                machine.others(),
                gc(),
                loop.switches().orNote("contextSwitches", unavailable),
                null,
                null,
                Collections.unmodifiableSortedMap(unavailable));
    }

    private static List<ThreadFigures> only(long tid, List<ThreadFigures> threads) {
        return threads.stream().filter(thread -> thread.tid() == tid).collect(Collectors.toList());
    }

    private Host.Gc gc() {
        long pauses = 0;
        long total = 0;
        long max = 0;
        for (LatencyRecorder kind : script.pauseTimes().values()) {
            pauses += kind.count();
            total += kind.sumNanos();
            max = Math.max(max, kind.maxNanos());
        }
        return new Host.Gc(pauses, total, pauses == 0 ? null : (Long) max, null);
    }

    /** What the figures do not contain although it is the same program's. */
    private List<Warning> others(Wording wording) {
        List<Warning> told = new ArrayList<>();
        Subject.Others others = sighting.target().others();
        List<Long> workers = others.clusterWorkers();
        if (workers != null && !workers.isEmpty()) {
            String listed =
                    workers.stream()
                            .limit(MAX_LISTED)
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
            told.add(
                    new Warning(
                            Warning.Kind.SUBJECT_WORKERS,
                            "Looked at the primary of "
                                    + Numbers.count(workers.size(), "cluster worker")
                                    + " (processes "
                                    + listed
                                    + (workers.size() > MAX_LISTED ? ", ..." : "")
                                    + "), and not at those.",
                            wording.parameter("children") + " looks into each of them."));
        }
        Integer threads = others.workerThreads();
        if (threads != null && threads > 0) {
            told.add(
                    new Warning(
                            Warning.Kind.SUBJECT_THREADS,
                            "The process has "
                                    + Numbers.count(threads, "worker thread")
                                    + " beside the thread that was looked at.",
                            "Their loops and the jobs they submit are not seen; those jobs are done"
                                    + " by the same pool, and the ones that were seen wait behind"
                                    + " them."));
        }
        return told;
    }

    private void doubt(Report report) {
        long traceable =
                report.operations().stream()
                        .filter(operation -> operation.legs().waitLeg() != null)
                        .mapToLong(Operation::count)
                        .sum();
        if (traced.traced() < traceable) {
            doubts.add(
                    new Warning(
                            Warning.Kind.TRACE_SAMPLED,
                            "The legs are those of "
                                    + Numbers.count(traced.traced())
                                    + " of "
                                    + Numbers.count(traceable, "job")
                                    + ": the pool was traced "
                                    + Numbers.share(
                                            (double) traced.tracedNanos()
                                                    / Math.max(1, sighting.span().nanos()))
                                    + " of the time.",
                            "Jobs that cross the edge of a window are missing, so long ones are"
                                    + " seen less often than they occur."));
        }
        if (!script.hooking().isOn()) {
            doubts.add(
                    new Warning(
                            Warning.Kind.JOBS_UNSEEN,
                            "This Node cannot tell of every job without slowing its promises down:"
                                    + " the jobs are those that lie whole in a trace window.",
                            "From 24 on it can; started by us, it may."));
        }
        if (sighting.traced().refused() != null && script.jobsSoFar() > 0) {
            doubts.add(
                    new Warning(
                            Warning.Kind.TRACE_NONE,
                            "The pool was not traced: " + sighting.traced().refused() + ".",
                            "How long jobs took in all is known, and not what of it they waited."));
        } else if (sighting.traced().left() > 0) {
            doubts.add(
                    new Warning(
                            Warning.Kind.TRACE_NONE,
                            "The pool took more jobs than can be traced without harm: "
                                    + Numbers.count(sighting.traced().left(), "time")
                                    + " it was left alone.",
                            "The legs are of the times at which it took fewer."));
        }
        if (sighting.ending() == Sighting.Ending.LOST) {
            doubts.add(
                    new Warning(
                            Warning.Kind.SUBJECT_LOST,
                            "The process was gone before it could be asked the last time.",
                            "What it did last is missing."));
        }
        if (script.faults() + script.answersMissed() > 0) {
            doubts.add(
                    new Warning(
                            Warning.Kind.PROBES_DROPPED,
                            "The observer within had "
                                    + Numbers.count(script.faults(), "fault")
                                    + ", and "
                                    + Numbers.count(script.answersMissed(), "answer")
                                    + " did not arrive.",
                            "Its figures may be incomplete."));
        }
    }
}
