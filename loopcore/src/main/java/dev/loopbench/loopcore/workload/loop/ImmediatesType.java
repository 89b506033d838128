package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Immediates: nothing but the loop going round. Immutable. */
public final class ImmediatesType implements WorkloadType {

    private static final Parameter IMMEDIATES =
            Parameter.of(
                    "immediates",
                    Parameter.Kind.COUNT,
                    "100",
                    "immediates queued at a time, all of which run in one iteration");

    private static final long DURATION_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Override
    public String name() {
        return "immediates";
    }

    @Override
    public String summary() {
        return "setImmediate again and again: how fast the loop goes round when nothing waits";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(IMMEDIATES);
    }

    /** Each immediate that runs queues the next. */
    @Override
    public Optional<LoadModel> ownLoad(ParameterValues values, long durationNanos) {
        return Optional.of(
                new LoadModel.Closed(
                        values.count(IMMEDIATES.name()),
                        durationNanos == 0 ? DURATION_NANOS : durationNanos));
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        return new ImmediatesWorkload(setup.name(), setup.values().count(IMMEDIATES.name()));
    }
}
