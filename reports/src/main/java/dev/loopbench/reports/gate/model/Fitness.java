package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.latency.Percentile;

/**
 * What a percentile must have to be compared. Immutable.
 *
 * @param observationsBeyond at least so many values beyond the percentile, n·(1−q): with fewer it
 *     swings from fork to fork by more than any change worth a word
 * @param ratioMost of the values a little behind and a little before the percentile: beyond, it
 *     lies between two modes, and the smallest shift of their shares moves it from one to the other
 */
public record Fitness(int observationsBeyond, double ratioMost) {

    /** Where nothing but the fork itself tells how far its value can be trusted. */
    public static final Fitness GATE = new Fitness(100, 1.2);

    /**
     * Where a pilot has shown how far the value scatters from fork to fork: whatever the few
     * observations of a fork do to it is in that scatter. A median takes twenty.
     */
    public static final Fitness AFTER_PILOT = new Fitness(10, 1.2);

    /** For what has to hold in forks that have not run yet. */
    static final Fitness WITH_ROOM_TO_SPARE = new Fitness(130, 1.15);

    /** How far to look to both sides of a percentile: so many points, below the tail. */
    private static final double NEAR_POINTS = 1;

    /** In the tail, where a point is all there is: so much of what lies beyond. */
    private static final double NEAR_SHARE_OF_TAIL = 0.1;

    long observationsNeeded(Percentile percentile) {
        return Math.round(observationsBeyond * 100 / (100 - percentile.percent()));
    }

    /** How far to look to both sides of {@code percentile}, in percent. */
    static double nearPoints(Percentile percentile) {
        return Math.min(NEAR_POINTS, (100 - percentile.percent()) * NEAR_SHARE_OF_TAIL);
    }

    boolean isGap(double before, double behind) {
        return behind > before * ratioMost;
    }
}
