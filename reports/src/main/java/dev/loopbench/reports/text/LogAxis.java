package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;

/**
 * Durations on so many cells, each as many times as long as the one before. Immutable.
 *
 * @param lowNanos what begins the first cell, at least 1
 * @param highNanos what ends the last one, above {@code lowNanos}
 */
record LogAxis(double lowNanos, double highNanos, int cells) {

    /** A span below it is widened: all values in one cell say nothing of how close they are. */
    private static final double LEAST_SPAN = 2;

    private static final double[] DECADES = {1};
    private static final double[] STEPS = {1, 2, 5};
    private static final double[] FINE_STEPS = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8};

    /** Closer ticks would have no room for their labels. */
    private static final int CELLS_PER_TICK = 9;

    /** That shows all from one duration to another. */
    static LogAxis over(long minNanos, long maxNanos, int cells) {
        double low = Math.max(1.0, (double) minNanos);
        double high = Math.max(low, (double) maxNanos);
        double widen = Math.sqrt(Math.max(1, LEAST_SPAN * low / high));
        return new LogAxis(low / widen, high * widen, cells);
    }

    /** Where a duration lies; one beyond an end lies in the cell at that end. */
    int cell(long nanos) {
        return (int) Math.max(0, Math.min(cells - 1, position((double) nanos)));
    }

    private double position(double nanos) {
        return Math.log(Math.max(1, nanos) / lowNanos) / Math.log(highNanos / lowNanos) * cells;
    }

    /** A line with ticks at round durations, each followed by its label. */
    String drawn() {
        StringBuilder line = new StringBuilder("─".repeat(cells));
        line.setCharAt(0, '└');
        line.setCharAt(cells - 1, '┘');
        int free = 0;
        double decade = Math.pow(10, Math.floor(Math.log10(lowNanos)));
        for (; decade <= highNanos; decade *= 10) {
            for (double step : steps()) {
                int cell = (int) Math.ceil(position(step * decade));
                String label = Numbers.roundNanos(step * decade);
                int end = cell + 1 + label.length();
                if (cell >= free && end < cells) {
                    line.replace(cell, end, '┴' + label);
                    free = Math.max(end + 1, cell + CELLS_PER_TICK);
                }
            }
        }
        if (line.charAt(0) == '┴') {
            line.setCharAt(0, '└');
        }
        return line.toString();
    }

    private double[] steps() {
        double perDecade = cells / Math.log10(highNanos / lowNanos);
        if (perDecade < 3 * CELLS_PER_TICK) {
            return DECADES;
        }
        return perDecade < 10 * CELLS_PER_TICK ? STEPS : FINE_STEPS;
    }
}
