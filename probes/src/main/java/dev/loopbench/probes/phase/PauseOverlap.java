package dev.loopbench.probes.phase;

import org.jspecify.annotations.Nullable;

/**
 * How much of a stretch of time the whole JVM stood still. A stretch begins and ends at instants
 * which a thread of the JVM read from the clock: it did not stand still then. Single writer
 * (whoever listens), any reader after the window is closed.
 */
@FunctionalInterface
public interface PauseOverlap {

    /** Nobody can tell. */
    PauseOverlap UNKNOWN = (fromNanos, toNanos) -> null;

    /** Instants of the loop's clock; null if it cannot be told. */
    @Nullable Long nanosBetween(long fromNanos, long toNanos);

    /** How many stops lie in a stretch, as far as it can be told. */
    default int countBetween(long fromNanos, long toNanos) {
        return 0;
    }
}
