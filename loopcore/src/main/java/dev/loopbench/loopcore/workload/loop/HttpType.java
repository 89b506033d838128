package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.http.ClientRequest;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.server.Listening;
import dev.loopbench.loopcore.workload.server.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Requests of HTTP from the loop to itself. Immutable. */
public final class HttpType implements WorkloadType {

    private final Costs costs;

    /**
     * @param costs that a request can have
     */
    public HttpType(Costs costs) {
        this.costs = costs;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String summary() {
        return "requests of HTTP on kept connections, client and server on the one loop";
    }

    @Override
    public List<Parameter> parameters() {
        return RoundTrips.parameters(
                List.of(
                        RoundTrips.CONNECTIONS,
                        Servers.REPLY_BODY,
                        FloodType.CHURN,
                        FloodType.BACKLOG,
                        FloodType.KEEP_ALIVE),
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
        Listening listening =
                Listening.DEFAULT
                        .withBacklog(values.count(FloodType.BACKLOG.name()))
                        .withKeepAlive(
                                Duration.ofNanos(
                                        values.durationNanos(FloodType.KEEP_ALIVE.name())));
        return new RoundTrips(
                setup.name(),
                RoundTrips.clients(
                        values,
                        target -> Exchanges.http(ClientRequest.get(target.authority(), "/"))),
                Servers.http(
                        listening,
                        RoundTrips.cost(setup, costs),
                        values.bytes(Servers.REPLY_BODY.name())));
    }
}
