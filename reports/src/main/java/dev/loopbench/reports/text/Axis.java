package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;

/**
 * A stretch of time on so many cells.
 *
 * <p>Immutable. Times are offsets from the start of the run.
 */
record Axis(long startNanos, long endNanos, int cells) {

    /** Closer ticks would have no room for their labels. */
    private static final int MIN_CELLS_PER_TICK = 12;

    private static final long[] STEPS = {1, 2, 5};

    /** From here on steps are round in minutes. */
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private static final long[] MINUTE_STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 360, 720};

    /** Where an instant lies, counted in cells. */
    double position(long nanos) {
        return ((double) nanos - startNanos) / span() * cells;
    }

    private double span() {
        return Math.max(1.0, (double) endNanos - startNanos);
    }

    /** A line with ticks at round times, each followed by its label. */
    String drawn() {
        StringBuilder line = new StringBuilder("─".repeat(cells));
        line.setCharAt(cells - 1, '┘');
        line.setCharAt(0, '└');
        put(line, 1, startNanos == 0 ? "0" : Numbers.nanos(startNanos), cells - 1);
        String end = Numbers.nanos(endNanos);
        int endAt = cells - 1 - end.length();
        boolean room = put(line, endAt, end, cells - 1);
        long step = step();
        for (long tick = startNanos - Math.floorMod(startNanos, step) + step;
                tick > startNanos && tick < endNanos;
                tick += step) {
            int cell = (int) position(tick);
            String label = Numbers.roundNanos(tick);
            int limit = room ? endAt - 1 : cells - 1;
            if (cell + 1 + label.length() <= limit) {
                put(line, cell, '┴' + label, limit);
            }
        }
        return line.toString();
    }

    private static boolean put(StringBuilder line, int at, String text, int limit) {
        if (at < 1 || at + text.length() > limit) {
            return false;
        }
        for (int i = at; i < at + text.length(); i++) {
            if (line.charAt(i) != '─') {
                return false;
            }
        }
        line.replace(at, at + text.length(), text);
        return true;
    }

    private long step() {
        double least = span() * MIN_CELLS_PER_TICK / cells;
        for (long unit = 1; unit < MINUTE_NANOS; unit *= 10) {
            for (long step : STEPS) {
                if (step * unit >= least && step * unit < MINUTE_NANOS) {
                    return step * unit;
                }
            }
        }
        for (long minutes : MINUTE_STEPS) {
            if (minutes * MINUTE_NANOS >= least) {
                return minutes * MINUTE_NANOS;
            }
        }
        return (long) Math.ceil(least);
    }
}
