package dev.loopbench.loopcore.workload.block;

/**
 * What blocks the main thread on top of a workload. Immutable; what cannot be is an {@link
 * IllegalArgumentException}.
 *
 * @param everyNanos from one start to the next, by a timer of the loop: parts of a millisecond
 *     count as a whole one
 * @param forNanos how long the loop is held each time
 */
public record Blocking(BlockType type, long everyNanos, long forNanos) {

    public Blocking {
        if (everyNanos <= 0 || forNanos <= 0) {
            throw new IllegalArgumentException(
                    "must be positive: everyNanos " + everyNanos + ", forNanos " + forNanos);
        }
    }
}
