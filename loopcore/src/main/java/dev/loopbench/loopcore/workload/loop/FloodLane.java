package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.net.Exchange;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.workload.Operation;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One connection of a flood and the operation on it. Confined to the loop thread. */
final class FloodLane implements Exchange.Reply {

    private final FloodWorkload flood;
    private final Exchange exchange;

    private @Nullable Operation operation;
    private long sentNanos;
    private long slowestNanos = -1;
    private long bytesSentBefore;
    private long bytesReceivedBefore;
    private long reconnectsBefore;
    private boolean closed;

    FloodLane(FloodWorkload flood, Exchange exchange) {
        this.flood = flood;
        this.exchange = exchange;
    }

    void connect(InetSocketAddress address) {
        exchange.connect(address, error -> flood.connected(this, error));
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
    public void wrong(String detail) {
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
        if (operation != null && nowNanos - sentNanos >= timeoutNanos) {
            failed(NetError.ETIMEDOUT);
        }
    }

    /** What it counts counts from now. */
    void measured() {
        slowestNanos = -1;
        bytesSentBefore = exchange.bytesSent();
        bytesReceivedBefore = exchange.bytesReceived();
        reconnectsBefore = exchange.reconnects();
    }

    /** From the send to the end of the reply; -1 if there was none. */
    long slowestNanos() {
        return slowestNanos;
    }

    long bytesSent() {
        return exchange.bytesSent() - bytesSentBefore;
    }

    long bytesReceived() {
        return exchange.bytesReceived() - bytesReceivedBefore;
    }

    long reconnects() {
        return exchange.reconnects() - reconnectsBefore;
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
