package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.model.Comparison.CellResult;
import dev.loopbench.reports.markdown.Markdown;
import dev.loopbench.reports.markdown.MarkdownPage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The figures of a comparison as tables: what was gated, then what else changed. Stateless. */
final class CellRows {

    private static final String HEAD =
            """
            | cell | base | head | change | interval | margin | n | σ | verdict |
            |:--|--:|--:|--:|:--|--:|--:|--:|:--|\
            """;

    /** A step's summary is read, not searched. */
    private static final int MAX_ROWS = 60;

    private static final int MAX_OTHERS = 12;
    private static final int MAX_NAME_LENGTH = 60;

    private CellRows() {}

    static void write(List<CellResult> cells, MarkdownPage page) {
        List<CellResult> gated = cells.stream().filter(CellResult::gated).toList();
        table(gated, MAX_ROWS, page);
        reasons(gated, page);
        List<CellResult> others = cells.stream().filter(cell -> !cell.gated()).toList();
        List<CellResult> changed = others.stream().filter(CellWords::hasChanged).toList();
        if (!changed.isEmpty()) {
            page.block("Not gated, and changed visibly:");
            table(changed, MAX_OTHERS, page);
        }
        int unchanged = others.size() - changed.size();
        if (unchanged > 0) {
            page.block(Numbers.count(unchanged, "more figure") + " without a visible change");
        }
    }

    private static void table(List<CellResult> cells, int max, MarkdownPage page) {
        if (cells.isEmpty()) {
            return;
        }
        String rows =
                cells.stream().limit(max).map(CellRows::row).collect(Collectors.joining("\n"));
        page.block(HEAD + "\n" + rows);
        if (cells.size() > max) {
            page.block("… " + Numbers.count(cells.size() - max, "more row"));
        }
    }

    private static String row(CellResult cell) {
        List<String> row = new ArrayList<>();
        row.add("**" + Markdown.text(cell.name(), MAX_NAME_LENGTH) + "**");
        row.add(CellWords.value(cell, cell.baseMedian()));
        row.add(CellWords.value(cell, cell.headMedian()));
        row.add(Markdown.text(CellWords.change(cell)));
        row.add(Markdown.text(CellWords.interval(cell)));
        row.add(limit(cell.marginShare()));
        row.add(Numbers.count(cell.pairs()));
        row.add(size(cell.sigmaShare()));
        row.add(Markdown.text(cell.verdict().words()));
        return "| " + String.join(" | ", row) + " |";
    }

    private static void reasons(List<CellResult> cells, MarkdownPage page) {
        String reasons =
                cells.stream()
                        .filter(cell -> cell.reason() != null)
                        .limit(MAX_ROWS)
                        .map(cell -> "- " + Markdown.text(cell.name() + ": " + cell.reason()))
                        .collect(Collectors.joining("\n"));
        if (!reasons.isEmpty()) {
            page.block(reasons);
        }
    }

    private static String limit(@Nullable Double share) {
        return share == null ? Numbers.NONE : Markdown.text(Numbers.roundShare(share));
    }

    private static String size(@Nullable Double share) {
        return share == null ? Numbers.NONE : Markdown.text(Numbers.change(share));
    }
}
