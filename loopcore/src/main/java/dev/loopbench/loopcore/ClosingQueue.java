package dev.loopbench.loopcore;

import dev.loopbench.loopcore.poll.Poller;
import java.util.ArrayDeque;

/**
 * Handles that wait for their close callback, the one closed last in front (rule C02). A handle
 * closed during a pass waits for the next one (rule C03).
 *
 * <p>Confined to the loop thread.
 */
final class ClosingQueue {

    private final Observation observation;
    private ArrayDeque<Handle> waiting = new ArrayDeque<>();
    private ArrayDeque<Handle> finishing = new ArrayDeque<>();
    private boolean channelClosed;

    ClosingQueue(Observation observation) {
        this.observation = observation;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Handle handle) {
        waiting.push(handle);
    }

    void channelClosed() {
        channelClosed = true;
    }

    /**
     * The kernel forgets closed channels in the next poll. Where none follows, as a run ends, it
     * has to be asked (rule C06).
     */
    void release(Poller poller) {
        if (channelClosed) {
            channelClosed = false;
            poller.releaseClosed();
        }
    }

    void run(CallbackRunner runner) {
        if (waiting.isEmpty()) {
            return;
        }
        ArrayDeque<Handle> pass = waiting;
        waiting = finishing;
        finishing = pass;
        observation.phaseEntered(Phase.CLOSING);
        for (Handle handle = pass.poll(); handle != null; handle = pass.poll()) {
            handle.finishClose(runner);
        }
        observation.phaseLeft();
    }
}
