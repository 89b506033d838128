package dev.loopbench.loopcore;

import java.util.ArrayDeque;

/**
 * Node's immediates, first in, first out. A pass runs those present when it began (rule I01).
 *
 * <p>Confined to the loop thread.
 */
final class ImmediateQueue {

    private ArrayDeque<Immediate> queued = new ArrayDeque<>();
    private ArrayDeque<Immediate> running = new ArrayDeque<>();
    private int referenced;

    Immediate add(Runnable callback) {
        Immediate immediate = new Immediate(this, callback);
        queued.add(immediate);
        return immediate;
    }

    /** How many more, or fewer, hold the loop. */
    void count(int change) {
        referenced += change;
    }

    /** Whether one that waits keeps the loop alive and its polls from blocking. */
    boolean holdsLoop() {
        return referenced > 0;
    }

    void run(CallbackRunner runner) {
        ArrayDeque<Immediate> pass = queued;
        queued = running;
        running = pass;
        for (Immediate immediate = pass.poll(); immediate != null; immediate = pass.poll()) {
            if (immediate.isWaiting()) {
                immediate.clear();
                runner.run(immediate.label(), immediate.callback());
            }
        }
    }
}
