package dev.loopbench.loopcore.workload.block;

/**
 * What blocks the main thread on top of a workload. Immutable; what cannot be is an {@link
 * IllegalArgumentException}.
 */
public record Blocking(BlockType type, Timing timing, Extent extent) {

    /** When the loop is held, by a timer of the loop: parts of a millisecond count as a whole. */
    public sealed interface Timing {}

    /** Again and again, so long from one start to the next. */
    public record Every(long nanos) implements Timing {

        public Every {
            if (nanos <= 0) {
                throw new IllegalArgumentException("nanos must be positive: " + nanos);
            }
        }
    }

    /** Once, so long after the measured time has begun. */
    public record Once(long atNanos) implements Timing {

        public Once {
            if (atNanos < 0) {
                throw new IllegalArgumentException("atNanos must not be negative: " + atNanos);
            }
        }
    }

    public Blocking {
        type.requireExtent(extent);
    }

    /** Again and again for about so long. */
    public static Blocking every(BlockType type, long everyNanos, long forNanos) {
        return new Blocking(type, new Every(everyNanos), new Extent.Lasting(forNanos));
    }
}
