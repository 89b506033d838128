package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.workload.ConnectionFigures;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.cost.RequestCost;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Round trips between a flood and a server, both on this loop. Confined to the loop thread. */
final class RoundTripWorkload implements Workload {

    private final String kind;
    private final int connections;
    private final @Nullable RequestCost cost;
    private final OwnServer.Opener opener;
    private final Function<Target, FloodWorkload> clients;

    private OperationObserver observer = OperationObserver.NONE;
    private @Nullable OwnServer server;
    private @Nullable FloodWorkload flood;

    /**
     * @param cost that the server pays for each request
     * @param clients by the server's target; of the same kind
     */
    RoundTripWorkload(
            String kind,
            int connections,
            @Nullable RequestCost cost,
            OwnServer.Opener opener,
            Function<Target, FloodWorkload> clients) {
        this.kind = kind;
        this.connections = connections;
        this.cost = cost;
        this.opener = opener;
        this.clients = clients;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public void observe(OperationObserver operations) {
        observer = operations;
        if (cost != null) {
            cost.observe(operations);
        }
    }

    @Override
    public Optional<String> wrong() {
        return cost == null ? Optional.empty() : cost.wrong();
    }

    @Override
    public void prepare(EventLoop loop) throws WrongResultException, WorkloadException {
        if (cost != null) {
            cost.prepare(loop);
        }
        OwnServer opened;
        try {
            opened = opener.open(new Tcp(loop));
        } catch (NetException refused) {
            throw new WorkloadException(
                    "cannot listen on a port of this machine: " + refused.error().sentence());
        } catch (IllegalArgumentException refused) {
            throw new WorkloadException(String.valueOf(refused.getMessage()));
        }
        server = opened;
        flood = clients.apply(opened.target());
        flood.observe(observer);
        flood.prepare(loop);
    }

    @Override
    public void start(Operation operation) {
        Objects.requireNonNull(flood, "not prepared").start(operation);
    }

    @Override
    public int warmupConcurrency() {
        return connections;
    }

    @Override
    public void measured() {
        Objects.requireNonNull(flood, "not prepared").measured();
    }

    @Override
    public void loadOver() {
        if (flood != null) {
            flood.loadOver();
        }
    }

    @Override
    public Optional<ConnectionFigures> connections() {
        return flood == null ? Optional.empty() : flood.connections();
    }

    @Override
    public void release() {
        if (flood != null) {
            flood.release();
        }
        closeServer();
        if (cost != null) {
            cost.release();
        }
    }

    /** After an interrupted run all sockets are open still. */
    @Override
    public void close() {
        if (flood != null) {
            flood.close();
        }
        closeServer();
        if (cost != null) {
            cost.close();
        }
    }

    private void closeServer() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
