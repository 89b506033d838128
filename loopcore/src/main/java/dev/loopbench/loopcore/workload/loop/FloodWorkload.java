package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.Timeout;
import dev.loopbench.loopcore.http.StatusCounts;
import dev.loopbench.loopcore.net.Exchange;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.workload.ConnectionFigures;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Round trips on connections that stay open; an operation waits until one is free. Confined to the
 * loop thread.
 *
 * <p>With churn, so many connections a second are closed and opened anew in the measured time: the
 * oldest first, each once its reply has come. Connects in the measured time are operations of the
 * kind {@link #CONNECT}.
 *
 * <p>A connection that fails is not used again. Once none is left, operations fail, slowly enough
 * not to fill the machine with failures.
 */
final class FloodWorkload implements Workload {

    /** So many connects are under way at a time, fewer than a listener's usual backlog. */
    private static final int CONNECTS_AT_A_TIME = 128;

    private static final double SWEEP_MILLIS = 100;
    private static final double FAIL_MILLIS = 100;

    /** The kind of the operations that connects are. */
    static final String CONNECT = "connect";

    private static final double CHURN_MIN_MILLIS = 1;
    private static final double CHURN_MAX_MILLIS = 100;

    private final String kind;
    private final int connections;
    private final long replyTimeoutNanos;
    private final double churnPerSecond;
    private final Opener opener;

    private final List<FloodLane> lanes = new ArrayList<>();
    private final ArrayDeque<FloodLane> idle = new ArrayDeque<>();
    private final ArrayDeque<Operation> waiting = new ArrayDeque<>();

    private @Nullable EventLoop loop;
    private @Nullable Tcp tcp;
    private @Nullable Ends ends;
    private @Nullable InetSocketAddress address;
    private OperationObserver observer = OperationObserver.NONE;
    private @Nullable Timeout sweep;
    private @Nullable NetError refusal;
    private @Nullable NetError lastFailure;
    private int connecting;
    private int alive;

    /** By when they were opened, the oldest first; those that are being opened are not in it. */
    private final ArrayDeque<FloodLane> byAge = new ArrayDeque<>();

    private boolean measuring;
    private @Nullable Timeout churn;
    private long churnFromNanos;
    private long churnBegun;
    private long churned;

    /**
     * Both ends of the connections.
     *
     * @param exchanges the clients' sides
     */
    record Ends(Target target, Exchanges exchanges) {}

    /** Says what is sent, and where to. */
    @FunctionalInterface
    interface Opener {

        /**
         * @throws WorkloadException for what cannot be sent
         */
        Ends open() throws WorkloadException;
    }

    /**
     * @param churnPerSecond 0 for none
     */
    FloodWorkload(
            String kind,
            int connections,
            long replyTimeoutNanos,
            double churnPerSecond,
            Opener opener) {
        this.kind = kind;
        this.connections = connections;
        this.replyTimeoutNanos = replyTimeoutNanos;
        this.churnPerSecond = churnPerSecond;
        this.opener = opener;
    }

    @Override
    public String kind() {
        return kind;
    }

    /** Opens all connections. */
    @Override
    public void prepare(EventLoop loop) throws WorkloadException {
        this.loop = loop;
        Ends opened = opener.open();
        ends = opened;
        address = opened.target().address();
        tcp = new Tcp(loop);
        loop.setImmediate(this::connectMore);
        loop.run(RunMode.DEFAULT);
        if (refusal != null) {
            throw new WorkloadException(
                    "of "
                            + connections
                            + " connections to "
                            + opened.target()
                            + " only "
                            + alive
                            + " could be opened: "
                            + refusal.sentence());
        }
        sweep = loop.setInterval(this::giveUpOnLate, SWEEP_MILLIS);
        sweep.unref();
    }

    @Override
    public void observe(OperationObserver operations) {
        observer = operations;
    }

    /** The client's side of a further connection. */
    Exchange exchange(int index) {
        return ends().exchanges().exchange(Objects.requireNonNull(tcp), index, this::connectEnded);
    }

    private void connectMore() {
        while (refusal == null && lanes.size() < connections && connecting < CONNECTS_AT_A_TIME) {
            FloodLane lane = new FloodLane(this, lanes.size());
            lanes.add(lane);
            connecting++;
            lane.connect(address());
        }
    }

    void connected(FloodLane lane, @Nullable NetError error, long beganNanos) {
        if (measuring) {
            reopened(lane, error, beganNanos);
            return;
        }
        connecting--;
        if (error == null) {
            alive++;
            byAge.add(lane);
            idle.add(lane);
        } else if (refusal == null) {
            refusal = error;
        }
        connectMore();
    }

    private void reopened(FloodLane lane, @Nullable NetError error, long beganNanos) {
        connectEnded(error, beganNanos, nowNanos());
        if (error == null) {
            churned++;
            byAge.add(lane);
            freed(lane);
        } else {
            lane.close();
            lost(error);
        }
    }

    private void connectEnded(@Nullable NetError error, long beganNanos, long endedNanos) {
        if (measuring && error != NetError.ECANCELED) {
            OperationOutcome outcome =
                    error == null ? OperationOutcome.OK : OperationOutcome.FAILED;
            observer.started(CONNECT, beganNanos, beganNanos);
            observer.ended(CONNECT, outcome, beganNanos, beganNanos, endedNanos);
        }
    }

    private void startChurn() {
        if (churnPerSecond == 0 || !measuring || churn != null) {
            return;
        }
        churnFromNanos = nowNanos();
        churnBegun = 0;
        double everyMillis =
                Math.min(CHURN_MAX_MILLIS, Math.max(CHURN_MIN_MILLIS, 1000 / churnPerSecond));
        churn = loop().setInterval(this::churn, everyMillis);
        churn.unref();
    }

    private void churn() {
        double seconds = (double) (nowNanos() - churnFromNanos) / TimeUnit.SECONDS.toNanos(1);
        long due = (long) (seconds * churnPerSecond);
        while (churnBegun < due && !byAge.isEmpty()) {
            FloodLane oldest = byAge.remove();
            if (!oldest.isClosed()) {
                churnBegun++;
                if (oldest.isUnderWay()) {
                    oldest.churnWhenFree();
                } else {
                    idle.remove(oldest);
                    oldest.reopen(address());
                }
            }
        }
    }

    @Override
    public void loadOver() {
        if (churn != null) {
            churn.clear();
            churn = null;
        }
    }

    @Override
    public void start(Operation operation) {
        startChurn();
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
        if (lane.isChurnDue()) {
            lane.reopen(address());
            return;
        }
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
                        + ends().target()
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
        measuring = true;
        lanes.forEach(FloodLane::measured);
        ends().exchanges().statuses().ifPresent(StatusCounts::reset);
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
                        new ConnectionFigures.Anew(
                                lanes.stream().mapToLong(FloodLane::reconnects).sum(),
                                lanes.stream().mapToLong(FloodLane::keepAliveResets).sum(),
                                churned),
                        lanes.stream().mapToLong(FloodLane::bytesSent).sum(),
                        lanes.stream().mapToLong(FloodLane::bytesReceived).sum(),
                        ends().exchanges().statuses().map(StatusCounts::byStatus).orElse(null),
                        ConnectionFigures.Slowest.of(slowestNanos)));
    }

    @Override
    public void release() {
        loadOver();
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

    private Ends ends() {
        return Objects.requireNonNull(ends, "not prepared");
    }

    private InetSocketAddress address() {
        return Objects.requireNonNull(address, "not prepared");
    }

    private EventLoop loop() {
        return Objects.requireNonNull(loop, "not prepared");
    }
}
