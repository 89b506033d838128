package dev.loopbench.loopcore.workload;

import java.util.SplittableRandom;

/**
 * The intended starts of an open load, one after the other, as nanoseconds since the load began.
 * Confined to one thread. The same load and seed give the same instants on every machine.
 */
public final class ArrivalSchedule {

    /** There are no more arrivals: the duration is over. */
    public static final long END = -1L;

    private static final double SECOND_NANOS = 1e9;

    private final LoadModel.Open load;
    private final SplittableRandom random;

    private long arrivals;
    private double offsetNanos;

    public ArrivalSchedule(LoadModel.Open load, long seed) {
        this.load = load;
        this.random = new SplittableRandom(seed);
        this.offsetNanos = load.arrivals() == LoadModel.Arrivals.POISSON ? gapNanos() : 0;
    }

    /** The next arrival, or {@link #END}; stays the next one until {@link #advance}. */
    public long nextNanos() {
        // Compared before it is rounded: one arrival in a billion years has no long.
        return offsetNanos < load.durationNanos() ? (long) offsetNanos : END;
    }

    public void advance() {
        arrivals++;
        offsetNanos =
                switch (load.arrivals()) {
                    // From the count, not from the last one: errors would add up.
                    case CONSTANT -> Math.rint(arrivals * SECOND_NANOS / load.perSecond());
                    case POISSON -> offsetNanos + gapNanos();
                };
    }

    /** Exponential, by inversion. StrictMath: its last bit is the same on every machine. */
    private double gapNanos() {
        return -StrictMath.log1p(-random.nextDouble()) * SECOND_NANOS / load.perSecond();
    }
}
