package dev.loopbench.probes.node.trace;

import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.probes.finding.Diagnosis;
import dev.loopbench.probes.finding.Doubts;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.node.trace.PoolJob.Request;
import dev.loopbench.probes.node.trace.PoolJob.Span;
import dev.loopbench.probes.node.trace.PoolJob.State;
import dev.loopbench.probes.node.trace.TraceEvent.Category;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Probes;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.Subject;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.result.Warning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a report of what a Node process recorded. Stateless. */
public final class NodeReport {

    /** Why nothing is known of cores, memory and the like. */
    static final String NO_MACHINE = "a trace tells nothing of the machine";

    private static final String NODE = "node";

    private NodeReport() {}

    /**
     * @param recordings one for each process that a trace holds events of, at least one: the report
     *     is of the one that recorded most
     * @param tool what makes the report
     * @param wording of whoever starts such a process
     */
    public static Report of(Collection<NodeRecording> recordings, Tool tool, Wording wording) {
        NodeRecording recording =
                recordings.stream()
                        .max(Comparator.comparingLong(NodeRecording::events))
                        .orElseThrow();
        List<PoolJob> jobs = JobPairing.of(recording.work());
        Report measured = measured(recording, jobs, tool);
        List<Warning> warnings = new ArrayList<>(Doubts.of(measured, wording));
        warnings.addAll(TraceDoubts.of(measured, recording, recordings.size()));
        return measured.with(Diagnosis.of(measured, wording), warnings);
    }

    /** Why a figure is missing that rests on this category. */
    static String without(Category category) {
        return "the trace has no event of " + category.word();
    }

    private static Report measured(NodeRecording recording, List<PoolJob> jobs, Tool tool) {
        long firstNanos = recording.firstNanos();
        long windowNanos = recording.lastNanos() - firstNanos;
        OperationLog operations = new OperationLog(firstNanos, windowNanos);
        jobs.forEach(operations::add);
        List<Request> unseen = new ArrayList<>();
        for (Category category : List.of(Category.FILE_SYSTEM, Category.LOOKUP)) {
            List<Request> requests = EventPairs.requests(of(category, recording));
            for (Request request : WholeFiles.without(jobs, requests)) {
                operations.add(category, request);
                if (NodeNames.usesPool(category, request.kind())) {
                    unseen.add(request);
                }
            }
        }
        PoolCourse pool =
                new PoolCourse(
                        List.of(
                                new PoolCourse.Window(
                                        jobs, unseen, firstNanos, recording.lastNanos())),
                        null);
        LoopFigures loop = new LoopFigures(recording);
        List<PoolJob> listed = listed(jobs);
        return new Report(
                Report.SCHEMA,
                new Report.Origin(
                        tool,
                        new Run(
                                id(recording),
                                null,
                                windowNanos,
                                recording.isCut() ? Run.Ending.INTERRUPTED : Run.Ending.DONE,
                                0,
                                List.of(),
                                List.of()),
                        environment(recording),
                        config(pool),
                        subject(recording, jobs)),
                new Report.Work(
                        operations.operations(),
                        jobs(listed, pool, recording),
                        countListed(jobs) - listed.size()),
                new Report.Observed(
                        pool.pool(),
                        loop.loop(),
                        host(loop.gc()),
                        null,
                        null,
                        new Probes(null, recording.events(), 0)),
                List.of(),
                List.of(),
                Report.Traffic.NONE,
                null,
                List.of());
    }

    private static List<TraceEvent> of(Category category, NodeRecording recording) {
        return recording.work().stream().filter(event -> event.category() == category).toList();
    }

    /** The same trace has the same id, whenever it is read. */
    private static String id(NodeRecording recording) {
        return uuid(
                        NODE,
                        recording.processId(),
                        recording.firstNanos(),
                        recording.lastNanos(),
                        recording.events())
                .toString();
    }

    private static UUID uuid(Object... parts) {
        String text = Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining("\n"));
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Environment environment(NodeRecording recording) {
        SortedMap<String, String> unavailable = new TreeMap<>();
        for (String figure :
                List.of(
                        "clock.readCostNanos",
                        "cpu.logicalCores",
                        "cpu.model",
                        "cpu.quotaCores",
                        "cpu.usableCores",
                        "kernel",
                        "memoryLimitBytes",
                        "poller")) {
            unavailable.put(figure, NO_MACHINE);
        }
        unavailable.put("jvm", "Node has none");
        String os = Objects.requireNonNullElse(recording.platform(), "");
        String arch = Objects.requireNonNullElse(recording.arch(), "");
        UUID digest = uuid(NODE, String.valueOf(recording.version()), os, arch);
        return new Environment(
                String.format(Locale.ROOT, "%016x", digest.getMostSignificantBits()),
                os,
                "",
                arch,
                new Environment.Cpu(null, null, null, null),
                null,
                new Environment.Jvm("", "", "", "", List.of()),
                "",
                new Environment.Clock(TraceEvent.STEP_NANOS, null),
                Collections.unmodifiableSortedMap(unavailable));
    }

    private static Config config(PoolCourse pool) {
        return new Config(
                NODE,
                Collections.emptySortedMap(),
                null,
                List.of(),
                new Config.PoolConfig(
                        pool.threads(),
                        PoolSize.slowThreads(pool.threads()),
                        true,
                        pool.wasFull()
                                ? Config.PoolConfig.Source.SEEN_FULL
                                : Config.PoolConfig.Source.AT_LEAST),
                new Load.External(),
                new Config.Warmup(Config.Warmup.Mode.NONE, 0, 0, 0, null),
                null,
                null,
                1);
    }

    private static Subject subject(NodeRecording recording, List<PoolJob> jobs) {
        return new Subject(
                Subject.Kind.NODE,
                recording.processId(),
                recording.version(),
                recording.script(),
                Subject.How.TRACE,
                new Subject.Trace(
                        recording.categories().stream().map(Category::word).sorted().toList(),
                        recording.firstNanos(),
                        count(State.UNPAIRED, jobs),
                        count(State.AMBIGUOUS, jobs)),
                null);
    }

    private static long count(State state, List<PoolJob> jobs) {
        return jobs.stream().filter(job -> job.state() == state).count();
    }

    private static Host host(Host.@Nullable Gc gc) {
        SortedMap<String, String> unavailable = new TreeMap<>();
        for (String figure :
                List.of(
                        "allocatedBytes",
                        "contextSwitches",
                        "cpuNanos",
                        "loopCpuNanos",
                        "loopRunDelayNanos",
                        "otherCpuCores",
                        "periods",
                        "stealShare",
                        "throttledNanos",
                        "throttledPeriods",
                        "workersRunDelayNanos")) {
            unavailable.put(figure, NO_MACHINE);
        }
        if (gc == null) {
            unavailable.put("gc", without(Category.ENGINE));
        }
        return new Host(
                new Host.Cpu(null, null, null),
                new Host.Throttling(null, null, null),
                new Host.Others(null, null),
                gc,
                null,
                null,
                null,
                Collections.unmodifiableSortedMap(unavailable));
    }

    /** Jobs with a place in the list: all of which it is known how far they came, and when. */
    private static boolean isListed(PoolJob job) {
        return switch (job.state()) {
            case DONE, RUNNING, QUEUED, CANCELLED -> true;
            case AT_EDGE, UNPAIRED, AMBIGUOUS -> false;
        };
    }

    private static long countListed(List<PoolJob> jobs) {
        return jobs.stream().filter(NodeReport::isListed).count();
    }

    /** The first ones that were submitted. */
    private static List<PoolJob> listed(List<PoolJob> jobs) {
        return jobs.stream()
                .filter(NodeReport::isListed)
                .sorted(Comparator.comparingLong(NodeReport::submittedNanos))
                .limit(Report.MAX_JOBS)
                .toList();
    }

    private static long submittedNanos(PoolJob job) {
        return job.request() == null ? PoolJob.AFTER : job.request().submittedNanos();
    }

    private static List<Job> jobs(List<PoolJob> listed, PoolCourse pool, NodeRecording recording) {
        List<Job> jobs = new ArrayList<>();
        for (PoolJob job : listed) {
            Request request = Objects.requireNonNull(job.request());
            Span span = job.span();
            long submittedNanos = request.submittedNanos();
            // The clock's step may put one instant before the one that it follows.
            Long startedNanos =
                    span == null ? null : (Long) Math.max(submittedNanos, span.startedNanos());
            long completedNanos =
                    job.state() == State.DONE && span != null
                            ? Math.max(span.finishedNanos(), request.completedNanos())
                            : request.completedNanos();
            jobs.add(
                    new Job(
                            jobs.size() + 1L,
                            job.kind(),
                            span == null ? -1 : pool.indexOf(span.workerId()),
                            submittedNanos - recording.firstNanos(),
                            offset(startedNanos, recording),
                            offset(span == null ? null : span.finishedNanos(), recording),
                            offset(completedNanos, recording),
                            null,
                            outcome(job.state())));
        }
        return List.copyOf(jobs);
    }

    private static @Nullable Long offset(@Nullable Long nanos, NodeRecording recording) {
        return nanos == null || nanos == PoolJob.AFTER
                ? null
                : (Long) (nanos - recording.firstNanos());
    }

    private static Job.Outcome outcome(State state) {
        return switch (state) {
            case DONE -> Job.Outcome.OK;
            case CANCELLED -> Job.Outcome.CANCELLED;
            case RUNNING -> Job.Outcome.RUNNING;
            case QUEUED -> Job.Outcome.QUEUED;
            case AT_EDGE, UNPAIRED, AMBIGUOUS -> Job.Outcome.UNKNOWN;
        };
    }
}
