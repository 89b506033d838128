package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.net.ServiceObserver;
import dev.loopbench.loopcore.workload.ConnectionFigures;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Sentence;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.cost.RequestCost;
import dev.loopbench.loopcore.workload.server.Server;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Round trips between clients and a server, both on this loop, which the clients alone keep alive.
 * Confined to the loop thread. The server listens on a port of the system's choice that only this
 * machine can reach.
 */
final class RoundTrips implements Workload {

    static final Parameter CONNECTIONS =
            Parameter.of("connections", Parameter.Kind.COUNT, "10", "connections held open");

    private static final long DURATION_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** A server on this loop is late only where the loop is. */
    private static final long REPLY_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final String kind;
    private final Clients clients;
    private final Server server;

    private OperationObserver observer = OperationObserver.NONE;
    private @Nullable FloodWorkload flood;

    /**
     * The clients' side.
     *
     * @param churnPerSecond 0 for none
     */
    record Clients(
            int connections, long replyTimeoutNanos, double churnPerSecond, Protocol protocol) {}

    /** What the clients speak, by where the server listens. */
    @FunctionalInterface
    interface Protocol {

        /**
         * @throws WorkloadException for what cannot be sent
         */
        Exchanges exchanges(Target target) throws WorkloadException;
    }

    /**
     * @param server not opened yet; closed with the workload
     */
    RoundTrips(String kind, Clients clients, Server server) {
        this.kind = kind;
        this.clients = clients;
        this.server = server;
    }

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

    /** What each request costs the server; null for nothing. */
    static @Nullable RequestCost cost(WorkloadSetup setup, Costs costs) {
        return Costs.isFree(setup.values()) ? null : costs.request(setup);
    }

    /** The clients that the values ask for. */
    static Clients clients(ParameterValues values, Protocol protocol) {
        return new Clients(
                values.count(CONNECTIONS.name()),
                REPLY_TIMEOUT_NANOS,
                values.perSecond(FloodType.CHURN.name()),
                protocol);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public void observe(OperationObserver operations) {
        observer = operations;
        server.observe(operations);
    }

    @Override
    public Optional<Sentence> wrong() {
        return server.wrong();
    }

    @Override
    public void prepare(EventLoop loop) throws WrongResultException, WorkloadException {
        server.unref();
        InetSocketAddress address =
                server.open(
                        loop,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        ServiceObserver.NONE);
        Target target = new Target(address.getAddress().getHostAddress(), address.getPort(), null);
        flood =
                new FloodWorkload(
                        kind,
                        clients.connections,
                        clients.replyTimeoutNanos,
                        clients.churnPerSecond,
                        () -> new FloodWorkload.Ends(target, clients.protocol.exchanges(target)));
        flood.observe(observer);
        flood.prepare(loop);
    }

    @Override
    public void start(Operation operation) {
        Objects.requireNonNull(flood, "not prepared").start(operation);
    }

    @Override
    public int warmupConcurrency() {
        return clients.connections;
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
        server.release();
    }

    /** After an interrupted run all sockets are open still. */
    @Override
    public void close() {
        if (flood != null) {
            flood.close();
        }
        server.close();
    }
}
