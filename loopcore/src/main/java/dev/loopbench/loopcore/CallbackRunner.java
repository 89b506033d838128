package dev.loopbench.loopcore;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Runs one callback the way every callback is run: what it throws goes to the uncaught handler,
 * then all ticks and all microtasks run until none is left (rules N01 to N05, U02, U03).
 *
 * <p>Confined to the loop thread.
 */
final class CallbackRunner {

    private final Observation observation;
    private final @Nullable UncaughtHandler handler;
    private final ArrayDeque<Runnable> ticks = new ArrayDeque<>();
    private final ArrayDeque<Runnable> microtasks = new ArrayDeque<>();
    private final ArrayDeque<Runnable> onceDrained = new ArrayDeque<>();
    private @Nullable Phase draining;
    private boolean dead;

    CallbackRunner(Observation observation, @Nullable UncaughtHandler handler) {
        this.observation = observation;
        this.handler = handler;
    }

    void nextTick(Runnable callback) {
        ticks.add(callback);
    }

    void queueMicrotask(Runnable callback) {
        microtasks.add(callback);
    }

    void onceDrained(Runnable callback) {
        onceDrained.add(callback);
    }

    /** Whether an exception that nobody handled has ended the program. */
    boolean isDead() {
        return dead;
    }

    /** Which queue is being drained; null where none is. */
    @Nullable Phase draining() {
        return draining;
    }

    /**
     * @throws UncaughtException if the callback threw and there is no handler
     */
    void run(String label, Runnable callback) {
        int callbacksBefore = observation.callbacks();
        invoke(callback);
        // A channel's ready callback is the loop's own code where it runs its users' callbacks one
        // by one through here: those have been counted then, and it is none itself.
        if (observation.callbacks() == callbacksBefore) {
            observation.callbackEnded(label);
        }
        drain();
    }

    void drain() {
        do {
            runAll(ticks, Phase.TICKS);
            runAll(microtasks, Phase.MICROTASKS);
        } while (!ticks.isEmpty() || ranOnceDrained());
    }

    private void runAll(ArrayDeque<Runnable> queue, Phase name) {
        if (queue.isEmpty()) {
            return;
        }
        draining = name;
        int count = 0;
        for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
            invoke(next);
            count++;
        }
        draining = null;
        observation.drained(name, count);
    }

    private boolean ranOnceDrained() {
        int present = onceDrained.size();
        if (present == 0) {
            return false;
        }
        draining = Phase.MICROTASKS; // to which promises belong
        for (int i = 0; i < present; i++) {
            invoke(onceDrained.remove());
        }
        draining = null;
        return true;
    }

    private void invoke(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable thrown) {
            if (dead) {
                throw thrown; // on its way out of an inner callback
            }
            uncaught(thrown);
        }
    }

    private void uncaught(Throwable thrown) {
        if (handler == null) {
            dead = true;
            throw new UncaughtException(thrown);
        }
        try {
            handler.uncaught(thrown);
        } catch (Throwable second) {
            dead = true;
            if (second != thrown) {
                second.addSuppressed(thrown);
            }
            throw new UncaughtException(second);
        }
    }
}
