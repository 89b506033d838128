package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.Timeout;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.workload.ConnectionFigures;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Round trips on connections that stay open; an operation waits until one is free. Confined to the
 * loop thread.
 *
 * <p>A connection that fails is not used again. Once none is left, operations fail, slowly enough
 * not to fill the machine with failures.
 */
final class FloodWorkload implements Workload {

    /** So many connects are under way at a time, fewer than a listener's usual backlog. */
    private static final int CONNECTS_AT_A_TIME = 128;

    private static final double SWEEP_MILLIS = 100;
    private static final double FAIL_MILLIS = 100;

    private final String kind;
    private final String target;
    private final int connections;
    private final long replyTimeoutNanos;
    private final Supplier<FloodType.Exchanges> protocol;

    private final List<FloodLane> lanes = new ArrayList<>();
    private final ArrayDeque<FloodLane> idle = new ArrayDeque<>();
    private final ArrayDeque<Operation> waiting = new ArrayDeque<>();

    private @Nullable EventLoop loop;
    private Runnable connector = () -> {};
    private @Nullable Timeout sweep;
    private @Nullable NetError refusal;
    private @Nullable NetError lastFailure;
    private int connecting;
    private int alive;

    /**
     * @param protocol throws an {@link IllegalArgumentException} for what it cannot send
     */
    FloodWorkload(
            String kind,
            String target,
            int connections,
            long replyTimeoutNanos,
            Supplier<FloodType.Exchanges> protocol) {
        this.kind = kind;
        this.target = target;
        this.connections = connections;
        this.replyTimeoutNanos = replyTimeoutNanos;
        this.protocol = protocol;
    }

    @Override
    public String kind() {
        return kind;
    }

    /** Opens all connections. */
    @Override
    public void prepare(EventLoop loop) throws WorkloadException {
        this.loop = loop;
        InetSocketAddress address = Target.parse(target);
        FloodType.Exchanges exchanges = exchanges();
        Tcp tcp = new Tcp(loop);
        connector = () -> connectNext(address, exchanges, tcp);
        loop.setImmediate(this::connectMore);
        loop.run(RunMode.DEFAULT);
        if (refusal != null) {
            throw new WorkloadException(
                    "of "
                            + connections
                            + " connections to "
                            + target
                            + " only "
                            + alive
                            + " could be opened: "
                            + refusal.sentence());
        }
        sweep = loop.setInterval(this::giveUpOnLate, SWEEP_MILLIS);
        sweep.unref();
    }

    private FloodType.Exchanges exchanges() throws WorkloadException {
        try {
            return protocol.get();
        } catch (IllegalArgumentException refused) {
            throw new WorkloadException(String.valueOf(refused.getMessage()));
        }
    }

    private void connectMore() {
        while (refusal == null && lanes.size() < connections && connecting < CONNECTS_AT_A_TIME) {
            connector.run();
        }
    }

    private void connectNext(InetSocketAddress address, FloodType.Exchanges exchanges, Tcp tcp) {
        FloodLane lane = new FloodLane(this, exchanges.exchange(tcp, lanes.size()));
        lanes.add(lane);
        connecting++;
        lane.connect(address);
    }

    void connected(FloodLane lane, @Nullable NetError error) {
        connecting--;
        if (error == null) {
            alive++;
            idle.add(lane);
        } else if (refusal == null) {
            refusal = error;
        }
        connectMore();
    }

    @Override
    public void start(Operation operation) {
        FloodLane lane = idle.poll();
        if (lane != null) {
            lane.send(operation, nowNanos());
        } else if (alive > 0) {
            waiting.add(operation);
        } else {
            loop().setTimeout(() -> operation.failed(noneLeft()), FAIL_MILLIS);
        }
    }

    /** A reply has come, and its operation has ended: the lane is free. */
    void freed(FloodLane lane) {
        Operation next = waiting.poll();
        if (next == null) {
            idle.add(lane);
        } else {
            next.begun();
            lane.send(next, nowNanos());
        }
    }

    void lost(@Nullable NetError error) {
        lastFailure = error;
        alive--;
        if (alive == 0) {
            for (Operation left = waiting.poll(); left != null; left = waiting.poll()) {
                Operation operation = left;
                loop().setTimeout(() -> operation.failed(noneLeft()), FAIL_MILLIS);
            }
        }
    }

    private IllegalStateException noneLeft() {
        return new IllegalStateException(
                "no connection to "
                        + target
                        + " is left"
                        + (lastFailure == null ? "" : ": " + lastFailure.sentence()));
    }

    private void giveUpOnLate() {
        long nowNanos = nowNanos();
        for (FloodLane lane : lanes) {
            lane.giveUpIfLate(nowNanos, replyTimeoutNanos);
        }
    }

    @Override
    public int warmupConcurrency() {
        return connections;
    }

    @Override
    public void measured() {
        lanes.forEach(FloodLane::measured);
    }

    @Override
    public Optional<ConnectionFigures> connections() {
        long[] slowestNanos =
                lanes.stream()
                        .mapToLong(FloodLane::slowestNanos)
                        .filter(nanos -> nanos >= 0)
                        .toArray();
        return Optional.of(
                new ConnectionFigures(
                        lanes.size(),
                        alive,
                        lanes.stream().mapToLong(FloodLane::reconnects).sum(),
                        lanes.stream().mapToLong(FloodLane::bytesSent).sum(),
                        lanes.stream().mapToLong(FloodLane::bytesReceived).sum(),
                        ConnectionFigures.Slowest.of(slowestNanos)));
    }

    @Override
    public void release() {
        if (sweep != null) {
            sweep.clear();
        }
        lanes.forEach(FloodLane::close);
    }

    @Override
    public void close() {
        // After an interrupted run they are open still.
        lanes.forEach(FloodLane::close);
    }

    long nowNanos() {
        return loop().clock().nanoTime();
    }

    private EventLoop loop() {
        return Objects.requireNonNull(loop, "not prepared");
    }
}
