package dev.loopbench.loopcore;

import java.util.ArrayDeque;

/**
 * Callbacks that were put off to the pending phase. A pass runs those present when it began.
 *
 * <p>Confined to the loop thread.
 */
final class PendingQueue {

    private final Observation observation;
    private final ArrayDeque<Runnable> callbacks = new ArrayDeque<>();
    private final ArrayDeque<String> labels = new ArrayDeque<>();

    PendingQueue(Observation observation) {
        this.observation = observation;
    }

    boolean isEmpty() {
        return callbacks.isEmpty();
    }

    void add(String label, Runnable callback) {
        callbacks.add(callback);
        labels.add(label);
    }

    void run(CallbackRunner runner) {
        observation.phaseEntered(Phase.PENDING);
        for (int present = callbacks.size(); present > 0; present--) {
            runner.run(labels.remove(), callbacks.remove());
        }
        observation.phaseLeft();
    }
}
