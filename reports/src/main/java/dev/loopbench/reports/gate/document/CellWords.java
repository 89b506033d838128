package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Dimension;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One figure's change in words. Stateless.
 *
 * <p>No word says that it changed unless its interval lies on one side of zero.
 */
public final class CellWords {

    private static final List<String> PACES = List.of("makespan", "response", "service");

    private CellWords() {}

    /** Whether the interval excludes zero. */
    public static boolean hasChanged(CellResult cell) {
        return isAbove(cell) || isBelow(cell);
    }

    /** {@code response.p50 is 9.8% slower (8.1% to 11.6%)}. */
    public static String phrase(CellResult cell) {
        Double estimate = cell.change().estimateShare();
        if (estimate == null) {
            return cell.name() + " has no value";
        }
        if (!hasChanged(cell)) {
            return cell.name() + " changed by " + interval(cell);
        }
        return cell.name()
                + " is "
                + Numbers.change(estimate)
                + " "
                + direction(cell)
                + " ("
                + sizes(cell)
                + ")";
    }

    /** {@code +9.8%}. */
    public static String change(CellResult cell) {
        return signed(cell.change().estimateShare());
    }

    /** {@code +8.1% to +11.6%}, or the bound there is. */
    public static String interval(CellResult cell) {
        Double lower = cell.change().lowerShare();
        Double upper = cell.change().upperShare();
        if (lower == null || upper == null) {
            return lower != null
                    ? "at least " + signed(lower)
                    : upper != null ? "at most " + signed(upper) : Numbers.NONE;
        }
        return signed(lower) + " to " + signed(upper);
    }

    /** A value in the cell's unit, as people read it. */
    public static String value(CellResult cell, @Nullable Double value) {
        if (value == null) {
            return Numbers.NONE;
        }
        return cell.definition().dimension().format(value);
    }

    /** Cells that were not declared: {@code return.mean: its forks scatter by 31%}. */
    static List<String> dropped(Comparison comparison) {
        return comparison.droppedCells().stream()
                .map(cell -> cell.name() + ": " + cell.reason())
                .toList();
    }

    /** The cell's name without its kind. */
    static String figure(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }

    private static String direction(CellResult cell) {
        boolean more = isAbove(cell);
        if (cell.definition().dimension() != Dimension.NANOS) {
            return more ? "higher" : "lower";
        }
        String figure = figure(cell.name());
        if (PACES.stream().anyMatch(figure::startsWith)) {
            return more ? "slower" : "faster";
        }
        return more ? "longer" : "shorter";
    }

    private static String sizes(CellResult cell) {
        Double lower = cell.change().lowerShare();
        Double upper = cell.change().upperShare();
        Double near = isAbove(cell) ? lower : upper;
        Double far = isAbove(cell) ? upper : lower;
        String nearest = Numbers.change(near == null ? 0 : near);
        return far == null ? "at least " + nearest : nearest + " to " + Numbers.change(far);
    }

    private static boolean isAbove(CellResult cell) {
        return cell.change().lowerShare() != null && cell.change().lowerShare() > 0;
    }

    private static boolean isBelow(CellResult cell) {
        return cell.change().upperShare() != null && cell.change().upperShare() < 0;
    }

    private static String signed(@Nullable Double share) {
        return share == null ? Numbers.NONE : Numbers.signedChange(share);
    }
}
