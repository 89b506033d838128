package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.text.Page;
import dev.loopbench.reports.text.TextStyle;
import dev.loopbench.reports.text.Tone;
import java.io.IOException;
import java.util.List;

/**
 * Writes a comparison as people read it: the answer first, then what was compared, the figures,
 * where a change sits, how sure all this is, and what to do.
 *
 * <p>Immutable. No line is wider than the style's columns.
 */
public final class ComparisonTextWriter implements ComparisonWriter {

    private final TextStyle style;

    public ComparisonTextWriter(TextStyle style) {
        this.style = style;
    }

    @Override
    public void write(Comparison comparison, Appendable out) throws IOException {
        Page page = new Page(style);
        answer(comparison.outcome(), page);
        page.gap();
        SideFacts sides = SideFacts.of(comparison);
        items("base", sides.base(), page);
        items("head", sides.head(), page);
        items("both", sides.both(), page);
        items("varied", sides.varied(), page);
        CellSection.write(comparison.cells(), page);
        if (comparison.seat() != null) {
            SeatSection.write(comparison.seat(), page);
        }
        list("Dropped", Dropped.sentences(comparison), page);
        list("Sure", Certainty.of(comparison), page);
        list("Advice", Advice.of(comparison), page);
        for (Warning warning : comparison.warnings()) {
            page.gap();
            page.prose(
                    page.line(Tone.WARN, "warning").padTo(Page.INDENT),
                    page.line(warning.message() + " ").add(Tone.FAINT, warning.hint()));
        }
        out.append(page.render());
    }

    private static void answer(Comparison.Outcome outcome, Page page) {
        Mark mark = Mark.of(outcome.kind());
        page.prose(
                page.line(mark.tone(), mark.sign()).add(" "),
                page.line(mark.tone(), Mark.capitalized(outcome.kind().word()) + ": ")
                        .add(mark.tone(), outcome.sentence()));
    }

    private static void items(String name, List<String> facts, Page page) {
        if (!facts.isEmpty()) {
            page.items(page.heading(name), facts.stream().map(page::line).toList());
        }
    }

    private static void list(String name, List<String> sentences, Page page) {
        if (sentences.isEmpty()) {
            return;
        }
        page.gap();
        boolean isFirst = true;
        for (String sentence : sentences) {
            page.prose(isFirst ? page.heading(name) : page.indent(), page.line(sentence));
            isFirst = false;
        }
    }
}
