package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Histogram;
import java.util.List;

/**
 * Legs as rows of percentiles, with their distributions beside them where there is room.
 *
 * <p>Confined to the thread that writes the report.
 */
final class LatencyTable {

    record Leg(String name, Tone tone, Histogram histogram) {}

    private static final int FIGURES_AT = 13;
    private static final int FIGURE = 7;

    private static final List<String> FEW = List.of("p50", "p99", "max");
    private static final List<String> ALL =
            List.of("min", "mean", "p50", "p90", "p99", "p99.9", "max", "n");

    private static final int ALL_CELLS = FIGURES_AT + FIGURE * 8;
    private static final int SHAPE_AT = ALL_CELLS + 2;
    private static final int MIN_SHAPE_CELLS = 9;

    /** Room for a word between two others. */
    private static final int LABELLED_SHAPE_CELLS = 13;

    private static final int MAX_SHAPE_CELLS = 40;

    private final Page page;
    private final List<String> columns;
    private final int shapeCells;
    private boolean isPartial;

    LatencyTable(Page page) {
        this.page = page;
        columns = page.columns() < ALL_CELLS ? FEW : ALL;
        int room = page.columns() - SHAPE_AT;
        shapeCells = room < MIN_SHAPE_CELLS ? 0 : Math.min(room, MAX_SHAPE_CELLS);
    }

    void add(List<Leg> legs) {
        List<Line> rows = legs.stream().map(this::row).toList();
        page.add(head(legs));
        rows.forEach(page::add);
        if (isPartial) {
            page.prose(page.line("  "), page.line(Tone.FAINT, "– too few values to give a figure"));
        }
    }

    private Line head(List<Leg> legs) {
        Line head = page.line().padTo(FIGURES_AT);
        columns.forEach(name -> head.addRight(Tone.FAINT, name, FIGURE));
        if (legs.stream().anyMatch(leg -> shape(leg).length > 0)) {
            head.padTo(SHAPE_AT).add(Tone.FAINT, "min");
            if (shapeCells >= LABELLED_SHAPE_CELLS) {
                head.padTo(SHAPE_AT + shapeCells / 2 - 1).add(Tone.FAINT, "log");
            }
            head.padTo(SHAPE_AT + shapeCells - 3).add(Tone.FAINT, "max");
        }
        return head;
    }

    private Line row(Leg leg) {
        Line row = page.line("  ").add(leg.tone(), leg.name()).padTo(FIGURES_AT);
        for (String column : columns) {
            String value = value(leg.histogram(), column);
            isPartial |= value.equals(Numbers.NONE);
            row.addRight(Tone.PLAIN, value, FIGURE);
        }
        long[] shape = shape(leg);
        if (shape.length > 0) {
            Sparkline.add(row.padTo(SHAPE_AT), leg.tone(), shape);
        }
        return row;
    }

    private static String value(Histogram histogram, String column) {
        return switch (column) {
            case "n" -> Numbers.countShort(histogram.count());
            case "min" -> Numbers.nanos(histogram.minNanos());
            case "mean" -> mean(histogram);
            case "max" -> Numbers.nanos(histogram.maxNanos());
            default -> Numbers.nanos(histogram.percentiles().get(column.substring(1)));
        };
    }

    private static String mean(Histogram histogram) {
        Double mean = histogram.meanNanos();
        return mean == null ? Numbers.NONE : Numbers.nanos(mean.doubleValue());
    }

    private long[] shape(Leg leg) {
        return HistogramShape.cells(leg.histogram(), shapeCells);
    }
}
