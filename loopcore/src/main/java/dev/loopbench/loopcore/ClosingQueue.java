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

    /** The poller is to let go of a channel once the pass is over (rule C06). */
    void channelClosed() {
        channelClosed = true;
    }

    void run(CallbackRunner runner, Poller poller) {
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
        if (channelClosed) {
            channelClosed = false;
            poller.releaseClosed();
        }
    }
}
