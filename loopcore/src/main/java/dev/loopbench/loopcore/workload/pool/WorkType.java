package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.clock.SystemCpuClock;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;

/** Work of a chosen length on the pool. Immutable. */
public final class WorkType implements WorkloadType {

    private static final String SPIN = "spin";

    private static final Parameter HOW =
            Parameter.choice(
                    "how",
                    "sleep",
                    "sleep waits and uses no CPU, spin uses CPU time",
                    List.of("sleep", SPIN));
    private static final Parameter TIME =
            Parameter.of("time", Parameter.Kind.DURATION, "10ms", "mean length of a job");
    private static final Parameter DISTRIBUTION =
            Parameter.choice(
                    "distribution",
                    Distribution.CONSTANT.label(),
                    "how lengths vary: Cs2, variance over squared mean, is 0 for constant, 1/3 for"
                            + " uniform, 1 for exponential, 1.72 for lognormal",
                    Distribution.labels());

    private static final Parameter NESTED =
            Parameter.of(
                    "nested",
                    Parameter.Kind.COUNT,
                    "",
                    "jobs of the same pool that each job then submits and waits for on its thread,"
                            + " as a blocking get() does: all threads may come to wait for good");

    @Override
    public String name() {
        return "work";
    }

    @Override
    public String summary() {
        return "holds a thread of the pool as long as you say: queueing as the textbooks have it";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(HOW, TIME, DISTRIBUTION, NESTED);
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new PoolJobWorkload<>(
                setup.name(),
                new WorkJob(
                        values.text(HOW.name()).equals(SPIN)
                                ? Holding.spin(new SystemCpuClock())
                                : Holding.SLEEP,
                        values.durationNanos(TIME.name()),
                        Distribution.of(values.text(DISTRIBUTION.name())),
                        values.count(NESTED.name()),
                        setup.seed()));
    }
}
