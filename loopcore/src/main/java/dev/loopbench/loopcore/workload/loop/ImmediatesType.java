package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.cost.Costs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

    private final Costs costs;

    /** With what needs nothing but the JDK for a callback to cost. */
    public ImmediatesType() {
        this(Costs.builtIn());
    }

    /**
     * @param costs that a callback can have
     */
    public ImmediatesType(Costs costs) {
        this.costs = costs;
    }

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
        List<Parameter> parameters = new ArrayList<>(List.of(IMMEDIATES));
        parameters.addAll(costs.callbackParameters("each immediate", Parameter.NO_TIME));
        return parameters;
    }

    @Override
    public SortedMap<String, String> shown(ParameterValues values) {
        SortedMap<String, String> shown = new TreeMap<>(values.asText());
        Costs.keepMeant(values, shown);
        return shown;
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
        return new ImmediatesWorkload(
                setup.name(),
                setup.values().count(IMMEDIATES.name()),
                costs.callback(setup.values()));
    }
}
