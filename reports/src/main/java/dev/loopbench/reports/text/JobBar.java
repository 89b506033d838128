package dev.loopbench.reports.text;

/**
 * Draws a job as a bar over an axis: each cell shows what the job did for most of it.
 *
 * <p>Immutable. A leg that covers less than half of a cell is not drawn, so nothing looks longer
 * than it was; a job too short for any cell is a thin mark where it was.
 */
final class JobBar {

    static final char WAITS = '░';
    static final char RUNS = '█';
    static final char RETURNS = '▒';

    private static final char BLANK = ' ';
    private static final char MARK = '▏';

    private final Axis axis;
    private final JobLegs legs;

    JobBar(Axis axis, JobLegs legs) {
        this.axis = axis;
        this.legs = legs;
    }

    void addTo(Line line) {
        char[] cells = new char[axis.cells()];
        boolean drawn = false;
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = cell(cell);
            drawn |= cells[cell] != BLANK;
        }
        if (!drawn) {
            double at = axis.position(legs.submittedNanos());
            cells[(int) Math.min(Math.max(at, 0), cells.length - 1)] = MARK;
        }
        int from = 0;
        for (int to = 1; to <= cells.length; to++) {
            if (to == cells.length || cells[to] != cells[from]) {
                line.add(tone(cells[from]), new String(cells, from, to - from));
                from = to;
            }
        }
    }

    private char cell(int cell) {
        double waits = covered(cell, legs.submittedNanos(), legs.waitEndNanos());
        double runs = covered(cell, legs.waitEndNanos(), legs.serviceEndNanos());
        double returns = covered(cell, legs.serviceEndNanos(), legs.returnEndNanos());
        if (waits + runs + returns < 0.5) {
            return runs >= 0.25 && axis.position(legs.waitEndNanos()) <= cell ? '▎' : BLANK;
        }
        if (waits > runs && waits >= returns) {
            return WAITS;
        }
        if (returns > runs) {
            return RETURNS;
        }
        boolean ends = axis.position(legs.waitEndNanos()) <= cell && returns < 0.125;
        if (ends && runs < 0.875) {
            return runs < 0.625 ? '▌' : '▊';
        }
        return RUNS;
    }

    private double covered(int cell, long fromNanos, long toNanos) {
        double from = Math.max(axis.position(fromNanos), cell);
        double to = Math.min(axis.position(toNanos), cell + 1.0);
        return Math.max(0, to - from);
    }

    private static Tone tone(char cell) {
        return switch (cell) {
            case WAITS -> Tone.WAIT;
            case RETURNS -> Tone.RETURN;
            default -> Tone.SERVICE;
        };
    }
}
