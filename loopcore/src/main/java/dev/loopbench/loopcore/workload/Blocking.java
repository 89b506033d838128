package dev.loopbench.loopcore.workload;

import java.util.Locale;

/**
 * What blocks the main thread on top of a workload. Immutable; what cannot be is an {@link
 * IllegalArgumentException}.
 *
 * @param everyNanos from one start to the next, by a timer of the loop: parts of a millisecond
 *     count as a whole one
 * @param forNanos how long the loop is held each time
 */
public record Blocking(Mode mode, long everyNanos, long forNanos) {

    public Blocking {
        if (everyNanos <= 0 || forNanos <= 0) {
            throw new IllegalArgumentException(
                    "must be positive: everyNanos " + everyNanos + ", forNanos " + forNanos);
        }
    }

    /** How the loop thread is held. */
    public enum Mode {
        /** Spins: CPU work. */
        LOOP,
        /** Sleeps: a blocking call that uses no CPU. */
        SLEEP,
        /** Derives keys on the loop: crypto's synchronous call. */
        PBKDF2_SYNC;

        /** Its name for users: {@code loop}, {@code sleep}, {@code pbkdf2-sync}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
