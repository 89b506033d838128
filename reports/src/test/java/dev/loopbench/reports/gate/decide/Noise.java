package dev.loopbench.reports.gate.decide;

import java.util.SplittableRandom;

/**
 * What pairs scatter by, of one kind in each campaign: cell by cell, all cells together, or with a
 * tenth of the pairs five times as far. Always as far up as down, from 2 to 8 per cent.
 */
final class Noise {

    private enum Kind {
        INDEPENDENT,
        CORRELATED,
        CONTAMINATED
    }

    /** Of the variance of each cell, if they are correlated, four fifths are common to all. */
    private static final double COMMON = Math.sqrt(0.8);

    private final SplittableRandom random;
    private final Kind kind;
    private final double sigma;
    private final int cells;

    Noise(int seed, int cells) {
        random = new SplittableRandom(seed);
        kind = Kind.values()[seed % Kind.values().length];
        sigma = random.nextDouble(0.02, 0.08);
        this.cells = cells;
    }

    /** The differences of one pair. */
    double[] pair(double change) {
        double common = COMMON * random.nextGaussian();
        double far = random.nextInt(10) == 0 ? 5 : 1;
        double[] differences = new double[cells];
        for (int cell = 0; cell < cells; cell++) {
            double own = random.nextGaussian();
            double scatter =
                    switch (kind) {
                        case INDEPENDENT -> own;
                        case CORRELATED -> common + Math.sqrt(1 - COMMON * COMMON) * own;
                        case CONTAMINATED -> far * own;
                    };
            differences[cell] = change + sigma * scatter;
        }
        return differences;
    }
}
