package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Seat;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.markdown.Markdown;
import dev.loopbench.reports.markdown.MarkdownPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a comparison in GitHub-flavoured Markdown for a step's summary: the answer, the figures,
 * where a change sits, and how sure all this is.
 *
 * <p>Immutable. Nothing of a report or a command is read as markup, and no document is longer than
 * 64 KiB: what does not fit is left out, which the last line tells.
 */
public final class ComparisonMarkdownWriter implements ComparisonWriter {

    private static final String BETWEEN = " · ";

    private static final String HEAD =
            """
            | cell | base | head | change | interval | margin | n | σ | verdict |
            |:--|--:|--:|--:|:--|--:|--:|--:|:--|\
            """;

    /** A step's summary is read, not searched. */
    private static final int MAX_ROWS = 60;

    private static final int MAX_OTHERS = 12;
    private static final int MAX_NAME_LENGTH = 60;

    private final Advice.Commands commands;

    public ComparisonMarkdownWriter(Advice.Commands commands) {
        this.commands = commands;
    }

    @Override
    public void write(Comparison comparison, Appendable out) throws IOException {
        MarkdownPage page = new MarkdownPage();
        page.block("### " + answer(comparison.outcome()));
        sides(SideFacts.of(comparison), page);
        cells(comparison.cells(), page);
        folded("Dropped before the campaign", CellWords.dropped(comparison), page);
        if (comparison.seat() != null) {
            page.block(seat(comparison.seat()));
        }
        list(Advice.of(comparison, commands), page);
        comparison.warnings().forEach(warning -> page.block(Markdown.warning(warning)));
        folded("How sure this is", Certainty.of(comparison), page);
        out.append(page.render());
    }

    private static String answer(Comparison.Outcome outcome) {
        String name = Mark.capitalized(outcome.kind().word());
        return mark(outcome.kind()) + " " + Markdown.text(name + ": " + outcome.sentence());
    }

    private static String mark(OutcomeKind kind) {
        return switch (kind) {
            case NO_REGRESSION, IMPROVEMENT -> "✅";
            case REGRESSION, FAILED, WRONG_RESULT -> "❌";
            case TOO_NOISY, NOT_COMPARABLE, INTERRUPTED -> "⚠️";
            case INCONCLUSIVE, UNCONFIRMED, GOING_ON, UNKNOWN -> "ℹ️";
        };
    }

    private static void sides(SideFacts sides, MarkdownPage page) {
        StringBuilder text = new StringBuilder();
        side("base", sides.base(), text);
        side("head", sides.head(), text);
        side("both", sides.both(), text);
        side("varied", sides.varied(), text);
        if (!text.isEmpty()) {
            page.block(text.toString().stripTrailing());
        }
    }

    private static void side(String name, List<String> facts, StringBuilder text) {
        if (!facts.isEmpty()) {
            text.append("- **").append(name).append("** ");
            text.append(facts.stream().map(Markdown::text).collect(Collectors.joining(BETWEEN)));
            text.append('\n');
        }
    }

    /** What was gated, then what else changed. */
    private static void cells(List<CellResult> cells, MarkdownPage page) {
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
                cells.stream()
                        .limit(max)
                        .map(ComparisonMarkdownWriter::row)
                        .collect(Collectors.joining("\n"));
        page.block(HEAD + "\n" + rows);
        if (cells.size() > max) {
            page.block("… " + Numbers.count(cells.size() - max, "more row"));
        }
    }

    private static String row(CellResult cell) {
        List<String> row = new ArrayList<>();
        row.add("**" + Markdown.text(cell.name(), MAX_NAME_LENGTH) + "**");
        row.add(CellWords.value(cell, cell.observed().baseMedian()));
        row.add(CellWords.value(cell, cell.observed().headMedian()));
        row.add(Markdown.text(CellWords.change(cell)));
        row.add(Markdown.text(CellWords.interval(cell)));
        row.add(limit(cell.definition().marginShare()));
        row.add(Numbers.count(cell.observed().pairs()));
        row.add(size(cell.change().sigmaShare()));
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

    private static String seat(Seat seat) {
        SeatWords.Sum sum = SeatWords.sum(seat);
        String legs =
                sum.parts().stream()
                        .map(part -> Markdown.text(part.leg() + " " + part.change()))
                        .collect(Collectors.joining(BETWEEN));
        return "**Where** "
                + Markdown.text(seat.sentence())
                + "\n"
                + Markdown.text(seat.kind() + ": mean response " + sum.change())
                + " = "
                + legs;
    }

    private static void list(List<String> sentences, MarkdownPage page) {
        if (!sentences.isEmpty()) {
            page.block(items(sentences));
        }
    }

    private static void folded(String title, List<String> sentences, MarkdownPage page) {
        if (!sentences.isEmpty()) {
            page.block(
                    "<details>\n<summary>"
                            + title
                            + "</summary>\n\n"
                            + items(sentences)
                            + "\n\n</details>");
        }
    }

    private static String items(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> "- " + Markdown.text(sentence))
                .collect(Collectors.joining("\n"));
    }
}
