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

/** A storm of timers. Immutable. */
public final class TimersType implements WorkloadType {

    private static final Parameter TIMERS =
            Parameter.of("timers", Parameter.Kind.COUNT, "10000", "timers armed at a time");
    private static final Parameter DELAY =
            Parameter.of(
                    "delay",
                    Parameter.Kind.DURATION,
                    "10ms",
                    "least time until a timer fires, in whole milliseconds as timers count");
    private static final Parameter SPREAD =
            Parameter.of(
                    "spread",
                    Parameter.Kind.DURATION,
                    "10ms",
                    "a part of this, drawn evenly for each timer, is added to its delay");

    private static final long DURATION_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Costs costs;

    /** With what needs nothing but the JDK for a callback to cost. */
    public TimersType() {
        this(Costs.builtIn());
    }

    /**
     * @param costs that a callback can have
     */
    public TimersType(Costs costs) {
        this.costs = costs;
    }

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public String summary() {
        return "a storm of timers: how late do they fire, and what do they cost";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(List.of(TIMERS, DELAY, SPREAD));
        parameters.addAll(costs.callbackParameters("each timer", Parameter.NO_TIME));
        return parameters;
    }

    @Override
    public SortedMap<String, String> shown(ParameterValues values) {
        SortedMap<String, String> shown = new TreeMap<>(values.asText());
        Costs.keepMeant(values, shown);
        return shown;
    }

    /** Each timer that fires arms the next. */
    @Override
    public Optional<LoadModel> ownLoad(ParameterValues values, long durationNanos) {
        return Optional.of(
                new LoadModel.Closed(
                        values.count(TIMERS.name()),
                        durationNanos == 0 ? DURATION_NANOS : durationNanos));
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new TimersWorkload(
                setup.name(),
                values.count(TIMERS.name()),
                values.durationNanos(DELAY.name()),
                values.durationNanos(SPREAD.name()),
                setup.seed(),
                costs.callback(values));
    }
}
