package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.text.Line;
import dev.loopbench.reports.text.Page;
import dev.loopbench.reports.text.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Figures as rows: both sides, the change with its interval, and the verdict. What there is no room
 * for is left out, the least important first; the interval then stands below.
 *
 * <p>Confined to the thread that writes the document.
 */
final class CellTable {

    private static final int BETWEEN = 2;
    private static final int MAX_NAME_CELLS = 28;
    private static final int MIN_STRIP_CELLS = 14;
    private static final int MAX_STRIP_CELLS = 36;

    /**
     * @param importance the least important ones go first where there is no room
     */
    private record Column(
            String title, boolean isRight, int importance, Function<CellResult, String> text) {}

    private final List<CellResult> cells;
    private final Page page;
    private final List<Column> columns = new ArrayList<>();
    private final Column interval = new Column("interval", false, 5, CellWords::interval);

    CellTable(String title, List<CellResult> cells, Page page) {
        this.cells = cells;
        this.page = page;
        columns.add(new Column(title, false, 9, CellTable::name));
        columns.add(
                new Column("base", true, 4, c -> CellWords.value(c, c.observed().baseMedian())));
        columns.add(
                new Column("head", true, 4, c -> CellWords.value(c, c.observed().headMedian())));
        columns.add(new Column("change", true, 8, CellWords::change));
        columns.add(interval);
        columns.add(new Column("margin", true, 1, c -> limit(c.definition().marginShare())));
        columns.add(new Column("n", true, 3, c -> Numbers.count(c.observed().pairs())));
        columns.add(new Column("σ", true, 2, c -> size(c.change().sigmaShare())));
        columns.add(new Column("verdict", false, 7, c -> c.verdict().words()));
        while (width() > page.columns() && leastImportant() < 7) {
            int least = leastImportant();
            columns.removeIf(column -> column.importance() == least);
        }
    }

    void write() {
        int room = page.columns() - width() - BETWEEN;
        IntervalStrip strip =
                room < MIN_STRIP_CELLS
                        ? null
                        : IntervalStrip.of(cells, Math.min(room, MAX_STRIP_CELLS));
        page.add(head(strip));
        for (CellResult cell : cells) {
            page.add(row(cell, strip));
            if (!columns.contains(interval) && cell.change().estimateShare() != null) {
                page.prose(page.line("    "), page.line(CellWords.interval(cell)));
            }
            String reason = cell.reason();
            if (reason != null && !reason.isBlank()) {
                page.prose(page.line("    "), page.line(Tone.FAINT, reason));
            }
        }
    }

    private Line head(@Nullable IntervalStrip strip) {
        Line line = page.line();
        for (Column column : columns) {
            put(
                    line,
                    column,
                    column.title(),
                    columns.indexOf(column) == 0 ? Tone.STRONG : Tone.FAINT);
            if (column == interval && strip != null) {
                line.add(" ".repeat(BETWEEN)).add(Tone.FAINT, strip.head());
            }
        }
        return line;
    }

    private Line row(CellResult cell, @Nullable IntervalStrip strip) {
        Line line = page.line();
        for (Column column : columns) {
            put(line, column, column.text().apply(cell), tone(column, cell));
            if (column == interval && strip != null) {
                line.add(" ".repeat(BETWEEN)).add(Mark.tone(cell.verdict()), strip.of(cell));
            }
        }
        return line;
    }

    private static Tone tone(Column column, CellResult cell) {
        return switch (column.importance()) {
            case 7, 8 -> Mark.tone(cell.verdict());
            case 1, 2, 3 -> Tone.FAINT;
            default -> Tone.PLAIN;
        };
    }

    private void put(Line line, Column column, String text, Tone tone) {
        boolean isFirst = columns.indexOf(column) == 0;
        if (!isFirst) {
            line.add(" ".repeat(BETWEEN));
        }
        String shown = isFirst && tone != Tone.STRONG ? "  " + text : text;
        int blanks = width(column) - page.line(shown).width();
        if (column.isRight()) {
            line.add(" ".repeat(Math.max(0, blanks))).add(tone, shown);
        } else {
            line.add(tone, shown).add(" ".repeat(Math.max(0, blanks)));
        }
    }

    private int width() {
        return columns.stream().mapToInt(this::width).sum() + BETWEEN * (columns.size() - 1);
    }

    private int width(Column column) {
        int indent = columns.indexOf(column) == 0 ? 2 : 0;
        int widest =
                cells.stream()
                        .mapToInt(cell -> page.line(column.text().apply(cell)).width() + indent)
                        .max()
                        .orElse(0);
        return Math.max(widest, page.line(column.title()).width());
    }

    private int leastImportant() {
        return columns.stream().mapToInt(Column::importance).min().orElse(9);
    }

    private static String name(CellResult cell) {
        String name = cell.name();
        return name.length() <= MAX_NAME_CELLS
                ? name
                : "…" + name.substring(name.length() - MAX_NAME_CELLS + 1);
    }

    private static String limit(@Nullable Double share) {
        return share == null ? Numbers.NONE : Numbers.roundShare(share);
    }

    private static String size(@Nullable Double share) {
        return share == null ? Numbers.NONE : Numbers.change(share);
    }
}
