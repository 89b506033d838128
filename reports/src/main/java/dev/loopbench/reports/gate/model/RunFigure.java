package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Cell.Reading;
import dev.loopbench.reports.gate.statistics.Median;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A single figure of the whole run. Immutable. */
enum RunFigure implements Figure {
    ITERATIONS("loop.iterations", Dimension.COUNT),
    WAKEUPS("loop.wakeups", Dimension.COUNT),
    EMPTY_POLLS("loop.empty-polls", Dimension.COUNT),
    HAND_OFFS("pool.hand-offs", Dimension.COUNT),
    ALLOCATED("allocated", Dimension.BYTES),
    MAKESPAN("makespan", Dimension.NANOS),
    LOOP_UTILIZATION("loop.utilization", Dimension.SHARE),
    POOL_UTILIZATION("pool.utilization", Dimension.SHARE),
    STALLS("stalls", Dimension.COUNT),
    /** To the JVM's millisecond, rounded down. */
    LONGEST_PAUSE("gc.max", Dimension.NANOS);

    private static final String NOT_TOLD = "the report does not tell it";

    private final String key;
    private final Dimension dimension;

    RunFigure(String key, Dimension dimension) {
        this.key = key;
        this.dimension = dimension;
    }

    /** Those that do not depend on the machine's speed: each is told per operation of the run. */
    static List<RunFigure> counters() {
        return List.of(ITERATIONS, WAKEUPS, EMPTY_POLLS, HAND_OFFS, ALLOCATED);
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Dimension dimension() {
        return dimension;
    }

    @Override
    public boolean ofKind() {
        return false;
    }

    @Override
    public Reading measured(Subject subject) {
        Report report = subject.report();
        Loop loop = report.loop();
        return switch (this) {
            case ITERATIONS -> perOperation(loop.counts().iterations(), NOT_TOLD, subject);
            case WAKEUPS -> perOperation(loop.counts().wakeups(), NOT_TOLD, subject);
            case EMPTY_POLLS -> perOperation(loop.counts().emptyPolls(), NOT_TOLD, subject);
            case HAND_OFFS -> perOperation(report.pool().counts().handOffs(), NOT_TOLD, subject);
            case ALLOCATED ->
                    perOperation(
                            report.host().allocatedBytes(),
                            reason(report.host(), "allocatedBytes"),
                            subject);
            case MAKESPAN -> makespan(report.repeats());
            case LOOP_UTILIZATION -> Reading.ofNullable(loop.utilizationShare(), NOT_TOLD);
            case POOL_UTILIZATION -> Reading.ofNullable(report.pool().utilizationShare(), NOT_TOLD);
            case STALLS ->
                    Reading.of((double) loop.held().stalls().size() + loop.held().stallsDropped());
            case LONGEST_PAUSE -> longestPause(report.host());
        };
    }

    @Override
    public Reading comparable(Subject subject, Fitness fitness) {
        Reading measured = measured(subject);
        return this == MAKESPAN && isLimited(subject.report().config().load())
                ? measured.unfit("the load lasts as long as it was told to")
                : measured;
    }

    @Override
    public Reading comparable(Repeat repeat, String kind, Fitness fitness) {
        return this == MAKESPAN ? Reading.of((double) repeat.makespanNanos()) : notOfRepeat();
    }

    /** Whether its length was given. */
    private static boolean isLimited(Load load) {
        return load instanceof Load.Open
                || (load instanceof Load.Closed closed && closed.durationNanos() != null);
    }

    private static Reading perOperation(@Nullable Long total, String reason, Subject subject) {
        long operations = subject.operationsOfRun();
        if (total == null) {
            return Reading.missing(reason);
        }
        return operations == 0
                ? Reading.missing("no operation ended")
                : Reading.of((double) total / operations);
    }

    /** The median over the repetitions: a fork has one value, and not that of its worst moment. */
    private static Reading makespan(List<Repeat> repeats) {
        if (repeats.isEmpty()) {
            return Reading.missing("the run has no repetitions");
        }
        return Reading.of(Median.of(repeats.stream().mapToDouble(Repeat::makespanNanos).toArray()));
    }

    private static Reading longestPause(Host host) {
        Host.Gc gc = host.gc();
        if (gc == null) {
            return Reading.missing(reason(host, "gc"));
        }
        if (gc.pauses() == 0) {
            return Reading.of(0);
        }
        String reason = reason(host, "gc.maxNanos");
        return reason.equals(Host.Gc.BELOW_RESOLUTION)
                ? Reading.of(0)
                : Reading.ofNullable(gc.maxNanos(), reason);
    }

    private static String reason(Host host, String component) {
        return host.unavailable().getOrDefault(component, NOT_TOLD);
    }
}
