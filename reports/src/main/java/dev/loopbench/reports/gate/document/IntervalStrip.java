package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.CellResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Intervals against zero and the margin, on one scale for all rows: to the right is worse, whatever
 * direction is good.
 *
 * <p>Immutable. What lies beyond the scale, or is open, ends in an arrow's head.
 *
 * @param from the badness at the left end, a share
 */
record IntervalStrip(double from, double to, int cells) {

    /** One large change must not squeeze all others into a point. */
    private static final double MAX_MARGINS = 5;

    private static final double DEFAULT_MARGIN = 0.03;

    static IntervalStrip of(List<CellResult> rows, int cells) {
        double margin = rows.stream().mapToDouble(IntervalStrip::margin).max().orElse(0);
        double from = -margin;
        double to = margin * 1.5;
        for (CellResult row : rows) {
            from = Math.min(from, badness(row, leftEnd(row), from));
            to = Math.max(to, badness(row, rightEnd(row), to));
        }
        boolean anyGated = rows.stream().anyMatch(CellResult::gated);
        double most = anyGated ? margin * MAX_MARGINS : Double.MAX_VALUE;
        return new IntervalStrip(Math.max(from, -most), Math.min(to, most), cells);
    }

    /** Where zero is, and which way is worse. */
    String head() {
        StringBuilder line = new StringBuilder(" ".repeat(cells));
        line.setCharAt(cell(0), '0');
        String worse = "worse";
        int at = cells - worse.length();
        if (at > cell(0) + 1) {
            line.replace(at, cells, worse);
        }
        return line.toString();
    }

    String of(CellResult row) {
        StringBuilder line = new StringBuilder(" ".repeat(cells));
        line.setCharAt(cell(0), '│');
        Double margin = row.definition().marginShare();
        if (margin != null && margin <= to) {
            line.setCharAt(cell(margin), '┊');
        }
        Double estimate = row.change().estimateShare();
        if (estimate == null) {
            return line.toString();
        }
        double left = badness(row, leftEnd(row), Double.NEGATIVE_INFINITY);
        double right = badness(row, rightEnd(row), Double.POSITIVE_INFINITY);
        for (int i = cell(left); i <= cell(right); i++) {
            line.setCharAt(i, '─');
        }
        if (left < from) {
            line.setCharAt(0, '<');
        }
        if (right > to) {
            line.setCharAt(cells - 1, '>');
        }
        double middle = badness(row, estimate, 0);
        if (middle >= from && middle <= to) {
            line.setCharAt(cell(middle), '●');
        }
        return line.toString();
    }

    private int cell(double badness) {
        double share = (Math.min(Math.max(badness, from), to) - from) / (to - from);
        return (int) Math.round(share * (cells - 1));
    }

    private static double margin(CellResult row) {
        Double margin = row.definition().marginShare();
        return margin == null || margin == 0 ? DEFAULT_MARGIN : margin;
    }

    private static @Nullable Double leftEnd(CellResult row) {
        return row.definition().lowerIsBetter()
                ? row.change().lowerShare()
                : row.change().upperShare();
    }

    private static @Nullable Double rightEnd(CellResult row) {
        return row.definition().lowerIsBetter()
                ? row.change().upperShare()
                : row.change().lowerShare();
    }

    private static double badness(CellResult row, @Nullable Double share, double open) {
        return share == null ? open : row.definition().lowerIsBetter() ? share : -share;
    }
}
