package dev.loopbench.loopcore.net;

import java.io.IOException;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayDeque;

/**
 * The writes of one connection: those not sent yet, and behind them, those that are through and
 * whose callbacks have not run. Both in the order of the calls (rules S13 to S15).
 *
 * <p>Confined to the loop thread. Sizes are bytes.
 */
final class WriteQueue {

    /**
     * At most so many requests are sent at once, so that one connection with many small ones cannot
     * keep the loop from the others (libuv's bound, rule S15).
     */
    static final int MAX_REQUESTS = 32;

    /** The most one write may have: what Linux takes in one call (libuv's bound, rule S16). */
    static final long MAX_BYTES = 0x7ffff000L;

    private final ArrayDeque<WriteRequest> unsent = new ArrayDeque<>(2);
    private final ArrayDeque<WriteRequest> finished = new ArrayDeque<>(2);
    private long unsentBytes;

    void add(WriteRequest request) {
        long bytes = request.remainingBytes();
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a write has at most " + MAX_BYTES + " bytes, not " + bytes);
        }
        unsent.add(request);
        unsentBytes += bytes;
    }

    boolean hasUnsent() {
        return !unsent.isEmpty();
    }

    long unsentBytes() {
        return unsentBytes;
    }

    /** Sends until the channel takes no more, nothing is left or the bound is reached. */
    void flush(GatheringByteChannel channel) {
        int requests = 0;
        for (WriteRequest head = unsent.peek(); head != null; head = unsent.peek()) {
            if (!send(head, channel)) {
                return;
            }
            finished.add(unsent.remove());
            requests++;
            if (requests == MAX_REQUESTS) {
                return;
            }
        }
    }

    /** Whether the request is through with it: sent to its end, or failed. */
    private boolean send(WriteRequest request, GatheringByteChannel channel) {
        if (request.isSent()) {
            return true; // it was empty
        }
        try {
            unsentBytes -= request.writeTo(channel);
            return request.isSent();
        } catch (IOException failure) {
            fail(request, NetError.of(failure));
            return true;
        }
    }

    /** Ends all that is not sent; what was sent has succeeded. */
    void failUnsent(NetError reason) {
        for (WriteRequest head = unsent.poll(); head != null; head = unsent.poll()) {
            fail(head, reason);
            finished.add(head);
        }
    }

    private void fail(WriteRequest request, NetError reason) {
        unsentBytes -= request.remainingBytes();
        request.failed(reason);
    }

    /** How many wait for their callbacks. */
    int finished() {
        return finished.size();
    }

    /** Takes the one whose callback is next. */
    WriteRequest removeFinished() {
        return finished.remove();
    }
}
