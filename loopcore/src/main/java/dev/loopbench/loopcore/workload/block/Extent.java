package dev.loopbench.loopcore.workload.block;

/**
 * How much one {@link Hold} is: a time, or a size of work that is the same in every run. Immutable;
 * what cannot be is an {@link IllegalArgumentException}.
 */
public sealed interface Extent {

    /** About so long: the size of the work is found by doing it, see {@link Calibration}. */
    record Lasting(long nanos) implements Extent {

        public Lasting {
            requirePositive("nanos", nanos);
        }
    }

    /**
     * So much work, however long it takes.
     *
     * @param size in the unit of the work, see {@link BlockType#unit}
     */
    record Sized(int size) implements Extent {

        public Sized {
            requirePositive("size", size);
        }
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
