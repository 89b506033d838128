package dev.loopbench.loopcore.workload;

/** When operations start. Immutable; what cannot be is an {@link IllegalArgumentException}. */
public sealed interface LoadModel {

    /** The duration of a load that goes on until it is stopped. */
    long ENDLESS_NANOS = Long.MAX_VALUE;

    /** Whether it goes on until it is stopped. */
    default boolean isEndless() {
        return false;
    }

    /** All at once. */
    record Burst(int jobs) implements LoadModel {

        public Burst {
            requirePositive("jobs", jobs);
        }
    }

    /** Always {@code concurrency} in flight: each end starts the next, until the time is over. */
    record Closed(int concurrency, long durationNanos) implements LoadModel {

        public Closed {
            requirePositive("concurrency", concurrency);
            requirePositive("durationNanos", durationNanos);
        }

        @Override
        public boolean isEndless() {
            return durationNanos == ENDLESS_NANOS;
        }
    }

    /**
     * At a rate of its own, whether or not earlier ones have ended; latency counts from the
     * intended start.
     */
    record Open(double perSecond, long durationNanos, Arrivals arrivals) implements LoadModel {

        public Open {
            if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
                throw new IllegalArgumentException("perSecond must be positive: " + perSecond);
            }
            requirePositive("durationNanos", durationNanos);
        }
    }

    /** How the gaps between the intended starts of an open load are drawn. */
    enum Arrivals {
        CONSTANT,
        /** Exponential gaps: independent users. */
        POISSON
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
