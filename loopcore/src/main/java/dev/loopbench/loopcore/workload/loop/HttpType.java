package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;
import java.util.Optional;

/** Requests of HTTP from the loop to itself. Immutable. */
public final class HttpType implements WorkloadType {

    private static final Parameter BODY =
            Parameter.of("body", Parameter.Kind.BYTES, "1KiB", "bytes of the body of each reply");

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
        return List.of(RoundTrips.CONNECTIONS, BODY);
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
        return RoundTrips.workload(
                setup,
                OwnServer.http(setup.values().bytes(BODY.name())),
                target -> FloodType.http(target, "/"));
    }
}
