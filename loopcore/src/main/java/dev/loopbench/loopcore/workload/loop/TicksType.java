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

/** Chains of ticks that starve the loop. Immutable. */
public final class TicksType implements WorkloadType {

    private static final Parameter TICKS =
            Parameter.of("ticks", Parameter.Kind.COUNT, "1000", "ticks of each chain");

    private static final double CHAINS_PER_SECOND = 5;
    private static final long DURATION_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Costs costs;

    /** With what needs nothing but the JDK for a callback to cost. */
    public TicksType() {
        this(Costs.builtIn());
    }

    /**
     * @param costs that a callback can have
     */
    public TicksType(Costs costs) {
        this.costs = costs;
    }

    @Override
    public String name() {
        return "ticks";
    }

    @Override
    public String summary() {
        return "chains of process.nextTick: each tick is short, yet the loop starves until the end";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(List.of(TICKS));
        parameters.addAll(costs.callbackParameters("each tick", "100us"));
        return parameters;
    }

    @Override
    public SortedMap<String, String> shown(ParameterValues values) {
        SortedMap<String, String> shown = new TreeMap<>(values.asText());
        Costs.keepMeant(values, shown);
        return shown;
    }

    @Override
    public Optional<LoadModel> ownLoad(ParameterValues values, long durationNanos) {
        return Optional.of(
                new LoadModel.Open(
                        CHAINS_PER_SECOND,
                        durationNanos == 0 ? DURATION_NANOS : durationNanos,
                        LoadModel.Arrivals.CONSTANT));
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new TicksWorkload(setup.name(), values.count(TICKS.name()), costs.callback(values));
    }
}
