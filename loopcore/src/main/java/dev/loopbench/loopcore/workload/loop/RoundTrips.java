package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.cost.RequestCost;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the workloads have in common whose clients and server share the loop. Stateless. */
final class RoundTrips {

    static final Parameter CONNECTIONS =
            Parameter.of("connections", Parameter.Kind.COUNT, "10", "connections held open");

    private static final long DURATION_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** A server on this loop is late only where the loop is. */
    private static final long REPLY_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private RoundTrips() {}

    /** One round trip at a time on each connection. */
    static LoadModel ownLoad(ParameterValues values, long durationNanos) {
        return new LoadModel.Closed(
                values.count(CONNECTIONS.name()),
                durationNanos == 0 ? DURATION_NANOS : durationNanos);
    }

    /** A workload's own, and what each request costs the server. */
    static List<Parameter> parameters(List<Parameter> own, Costs costs) {
        List<Parameter> parameters = new ArrayList<>(own);
        parameters.addAll(costs.requestParameters());
        return parameters;
    }

    /** The clients' side, by the server's target. */
    @FunctionalInterface
    interface Protocol {

        /**
         * @throws WorkloadException for what cannot be sent
         */
        FloodType.Exchanges exchanges(Target target) throws WorkloadException;
    }

    /**
     * @param server by what each request costs
     */
    static RoundTripWorkload workload(
            WorkloadSetup setup,
            Costs costs,
            Function<@Nullable RequestCost, OwnServer.Opener> server,
            Protocol protocol) {
        RequestCost cost = Costs.isFree(setup.values()) ? null : costs.request(setup);
        int connections = setup.values().count(CONNECTIONS.name());
        return new RoundTripWorkload(
                setup.name(),
                connections,
                cost,
                server.apply(cost),
                target ->
                        new FloodWorkload(
                                setup.name(),
                                connections,
                                REPLY_TIMEOUT_NANOS,
                                setup.values().perSecond(FloodType.CHURN.name()),
                                () -> new FloodWorkload.Ends(target, protocol.exchanges(target))));
    }
}
