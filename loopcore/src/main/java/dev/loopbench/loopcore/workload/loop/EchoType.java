package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;
import java.util.Optional;

/** Bytes from the loop to itself and back. Immutable. */
public final class EchoType implements WorkloadType {

    private static final Parameter PAYLOAD =
            Parameter.of("payload", Parameter.Kind.BYTES, "64B", "bytes of each round trip");

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
        return List.of(RoundTrips.CONNECTIONS, PAYLOAD);
    }

    @Override
    public Optional<LoadModel> ownLoad(ParameterValues values, long durationNanos) {
        return Optional.of(RoundTrips.ownLoad(values, durationNanos));
    }

    @Override
    public boolean needsSystem() {
        return true;
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        long payloadBytes = setup.values().bytes(PAYLOAD.name());
        return RoundTrips.workload(setup, OwnServer.echo(), target -> FloodType.echo(payloadBytes));
    }
}
