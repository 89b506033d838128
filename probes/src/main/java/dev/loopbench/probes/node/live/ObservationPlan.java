package dev.loopbench.probes.node.live;

/**
 * How a process is looked into. Immutable.
 *
 * @param durationNanos how long; 0 for as long as the process runs and nobody says otherwise
 * @param traces whether the pool's jobs are traced, in windows within the budget
 * @param exact whether they are traced at rates, too, at which that can crash the process
 * @param stacks whether it is sampled where its JavaScript is; starting to stops the loop for some
 *     10 ms, and longer with a large heap
 * @param sentinelMillis how often a job of one byte asks how long the pool makes one wait; 0 for
 *     never
 */
public record ObservationPlan(
        long durationNanos, boolean traces, boolean exact, boolean stacks, int sentinelMillis) {

    /** A job every so often takes a pool's thread for some 10 µs. */
    public static final int SENTINEL_MILLIS = 5;

    /** The same for so long. */
    ObservationPlan lasting(long nanos) {
        return new ObservationPlan(nanos, traces, exact, stacks, sentinelMillis);
    }

    /** The same for as long as nobody says otherwise. */
    public ObservationPlan untilTold() {
        return lasting(0);
    }
}
