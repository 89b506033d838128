package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Seat;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.markdown.Markdown;
import dev.loopbench.reports.markdown.MarkdownPage;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a comparison in GitHub-flavoured Markdown for a step's summary: the answer, the figures,
 * where a change sits, and how sure all this is.
 *
 * <p>Immutable. Nothing of a report or a command is read as markup, and no document is longer than
 * 64 KiB: what does not fit is left out, which the last line tells.
 */
public final class ComparisonMarkdownWriter implements ComparisonWriter {

    private static final String BETWEEN = " · ";

    @Override
    public void write(Comparison comparison, Appendable out) throws IOException {
        MarkdownPage page = new MarkdownPage();
        page.block("### " + answer(comparison.outcome()));
        sides(SideFacts.of(comparison), page);
        CellRows.write(comparison.cells(), page);
        folded("Dropped before the campaign", Dropped.sentences(comparison), page);
        if (comparison.seat() != null) {
            page.block(seat(comparison.seat()));
        }
        list(Advice.of(comparison), page);
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

    private static String seat(Seat seat) {
        SeatParts parts = SeatParts.of(seat);
        String legs =
                parts.parts().stream()
                        .map(part -> Markdown.text(part.leg() + " " + part.change()))
                        .collect(Collectors.joining(BETWEEN));
        return "**Where** "
                + Markdown.text(seat.sentence())
                + "\n"
                + Markdown.text(seat.kind() + ": mean response " + parts.change())
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
