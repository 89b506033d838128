package dev.loopbench.loopcore.workload.server;

import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;

/**
 * A workload of clients, and the server of ours that they need where {@link #needsServer} says so.
 * Immutable.
 */
public interface ServedType extends WorkloadType {

    /** How the server is to be built: several ways are compared, each in a run of its own. */
    List<ServerModel> models(ParameterValues values);

    /**
     * The server, not opened yet.
     *
     * @param seed of what its requests cost
     */
    Server server(ServerModel model, ParameterValues values, long seed);

    /** The parameters that are about the clients, wherever the server is. */
    List<Parameter> ofClients();

    /** How many connections the clients hold open: each end takes a descriptor of its process. */
    int connections(ParameterValues values);
}
