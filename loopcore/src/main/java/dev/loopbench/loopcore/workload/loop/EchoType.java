package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.server.Listening;
import dev.loopbench.loopcore.workload.server.Servers;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Bytes from the loop to itself and back. Immutable. */
public final class EchoType implements WorkloadType {

    private static final Parameter PAYLOAD =
            Parameter.of("payload", Parameter.Kind.BYTES, "64B", "bytes of each round trip");

    private final Costs costs;

    /**
     * @param costs that a request can have
     */
    public EchoType(Costs costs) {
        this.costs = costs;
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public String summary() {
        return "round trips of a few bytes, client and server on the one loop";
    }

    @Override
    public List<Parameter> parameters() {
        return RoundTrips.parameters(
                List.of(RoundTrips.CONNECTIONS, PAYLOAD, FloodType.CHURN, FloodType.BACKLOG),
                costs);
    }

    @Override
    public Optional<LoadModel> ownLoad(ParameterValues values, long durationNanos) {
        return Optional.of(RoundTrips.ownLoad(values, durationNanos));
    }

    @Override
    public SortedMap<String, String> shown(ParameterValues values) {
        SortedMap<String, String> shown = new TreeMap<>(values.asText());
        Costs.keepMeant(values, shown);
        return shown;
    }

    @Override
    public boolean needsSystem() {
        return true;
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        long payloadBytes = values.bytes(PAYLOAD.name());
        Listening listening = Listening.DEFAULT.withBacklog(values.count(FloodType.BACKLOG.name()));
        return new RoundTrips(
                setup.name(),
                RoundTrips.clients(values, target -> Exchanges.echo(payloadBytes)),
                // The clients refuse larger ones.
                Servers.echo(listening, (int) payloadBytes, RoundTrips.cost(setup, costs)));
    }
}
