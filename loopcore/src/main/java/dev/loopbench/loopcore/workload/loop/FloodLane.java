package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.net.Exchange;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.Sentence;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One connection of a flood and the operation on it. Confined to the loop thread. */
final class FloodLane implements Exchange.Reply {

    private final FloodWorkload flood;
    private final int index;
    private Exchange exchange;

    private @Nullable Operation operation;
    private long sentNanos;
    private long slowestNanos = -1;
    private boolean connecting;
    private boolean churnDue;
    private boolean closed;

    /** Of the connections before this one, less what was before the measured time. */
    private final Traffic before = new Traffic();

    FloodLane(FloodWorkload flood, int index) {
        this.flood = flood;
        this.index = index;
        exchange = flood.exchange(index);
    }

    /** What an exchange has counted. */
    private static final class Traffic {

        private long bytesSent;
        private long bytesReceived;
        private long reconnects;
        private long keepAliveResets;

        void add(Exchange exchange, int sign) {
            bytesSent += sign * exchange.bytesSent();
            bytesReceived += sign * exchange.bytesReceived();
            reconnects += sign * exchange.reconnects();
            keepAliveResets += sign * exchange.keepAliveResets();
        }

        void reset() {
            bytesSent = 0;
            bytesReceived = 0;
            reconnects = 0;
            keepAliveResets = 0;
        }
    }

    void connect(InetSocketAddress address) {
        sentNanos = flood.nowNanos();
        connecting = true;
        exchange.connect(
                address,
                error -> {
                    if (connecting) {
                        connecting = false;
                        flood.connected(this, error, sentNanos);
                    }
                });
    }

    /** A new connection in place of this one, on which no request is under way. */
    void reopen(InetSocketAddress address) {
        churnDue = false;
        before.add(exchange, 1);
        exchange.close();
        exchange = flood.exchange(index);
        connect(address);
    }

    boolean isClosed() {
        return closed;
    }

    boolean isUnderWay() {
        return operation != null;
    }

    /** It is to be closed once its reply has come. */
    void churnWhenFree() {
        churnDue = true;
    }

    boolean isChurnDue() {
        return churnDue;
    }

    void send(Operation next, long nowNanos) {
        operation = next;
        sentNanos = nowNanos;
        exchange.send(this);
    }

    @Override
    public void holds(long bytes) {
        if (operation != null) {
            operation.holds(bytes);
        }
    }

    @Override
    public void away(long nanos) {
        if (operation != null) {
            operation.away(nanos);
        }
    }

    @Override
    public void answered() {
        slowestNanos = Math.max(slowestNanos, flood.nowNanos() - sentNanos);
        Operation ended = end();
        // Free first: the end of this operation may start the next one, on this connection.
        flood.freed(this);
        ended.succeeded();
    }

    @Override
    public void unsuccessful(String reason) {
        Operation ended = end();
        flood.freed(this);
        ended.failed(new IllegalStateException(reason));
    }

    @Override
    public void wrong(String detail) {
        wrong(Sentence.of(detail));
    }

    @Override
    public void answersInHttp(String detail) {
        wrong(Sentence.of("%s: try %s %s", detail, FloodType.PROTOCOL, FloodType.HTTP));
    }

    private void wrong(Sentence detail) {
        Operation ended = end();
        close();
        flood.lost(null);
        ended.wrong(detail);
    }

    @Override
    public void failed(NetError error) {
        Operation ended = end();
        close();
        flood.lost(error);
        if (error == NetError.ECANCELED) {
            ended.cancelled();
        } else {
            ended.failed(
                    new IllegalStateException(
                            "a connection failed: " + error.sentence(), new NetException(error)));
        }
    }

    void giveUpIfLate(long nowNanos, long timeoutNanos) {
        if (nowNanos - sentNanos < timeoutNanos) {
            return;
        }
        if (operation != null) {
            failed(NetError.ETIMEDOUT);
        } else if (connecting) {
            connecting = false;
            flood.connected(this, NetError.ETIMEDOUT, sentNanos);
        }
    }

    /** What it counts counts from now. */
    void measured() {
        slowestNanos = -1;
        before.reset();
        before.add(exchange, -1);
    }

    /** From the send to the end of the reply; -1 if there was none. */
    long slowestNanos() {
        return slowestNanos;
    }

    long bytesSent() {
        return before.bytesSent + exchange.bytesSent();
    }

    long bytesReceived() {
        return before.bytesReceived + exchange.bytesReceived();
    }

    long reconnects() {
        return before.reconnects + exchange.reconnects();
    }

    long keepAliveResets() {
        return before.keepAliveResets + exchange.keepAliveResets();
    }

    void close() {
        if (!closed) {
            closed = true;
            exchange.close();
        }
    }

    private Operation end() {
        Operation ending = operation;
        if (ending == null) {
            throw new IllegalStateException("a reply without a request");
        }
        operation = null;
        return ending;
    }
}
