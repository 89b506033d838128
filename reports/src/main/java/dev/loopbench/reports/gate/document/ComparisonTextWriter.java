package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Seat;
import dev.loopbench.reports.text.Line;
import dev.loopbench.reports.text.Page;
import dev.loopbench.reports.text.TextStyle;
import dev.loopbench.reports.text.Tone;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * Writes a comparison as people read it: the answer first, then what was compared, the figures,
 * where a change sits, how sure all this is, and what to do.
 *
 * <p>Immutable. No line is wider than the style's columns.
 */
public final class ComparisonTextWriter implements ComparisonWriter {

    private static final int MAX_OTHERS = 12;

    private final TextStyle style;
    private final Advice.Commands commands;

    public ComparisonTextWriter(TextStyle style, Advice.Commands commands) {
        this.style = style;
        this.commands = commands;
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
        cells(comparison.cells(), page);
        if (comparison.seat() != null) {
            seat(comparison.seat(), page);
        }
        list("Dropped", CellWords.dropped(comparison), page);
        list("Sure", Certainty.of(comparison), page);
        list("Advice", Advice.of(comparison, commands), page);
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

    /** All that were gated, then those of the others that changed visibly. */
    private static void cells(List<CellResult> cells, Page page) {
        List<CellResult> gated = cells.stream().filter(CellResult::gated).toList();
        if (!gated.isEmpty()) {
            page.gap();
            new CellTable("Gated", gated, page).write();
        }
        List<CellResult> others = cells.stream().filter(cell -> !cell.gated()).toList();
        List<CellResult> changed =
                others.stream()
                        .filter(CellWords::hasChanged)
                        .sorted(Comparator.comparingDouble(ComparisonTextWriter::size).reversed())
                        .toList();
        List<CellResult> shown = changed.subList(0, Math.min(changed.size(), MAX_OTHERS));
        if (!shown.isEmpty()) {
            page.gap();
            new CellTable("Not gated", shown, page).write();
        }
        rest(changed.size() - shown.size(), others.size() - changed.size(), page);
    }

    private static void rest(int changed, int unchanged, Page page) {
        if (changed > 0) {
            String text = Numbers.count(changed, "more figure") + " with a smaller change";
            page.prose(page.line("  "), page.line(Tone.FAINT, text));
        }
        if (unchanged > 0) {
            String text = Numbers.count(unchanged, "more figure") + " without a visible change";
            page.prose(page.line("  "), page.line(Tone.FAINT, text));
        }
    }

    private static double size(CellResult cell) {
        Double estimate = cell.change().estimateShare();
        return estimate == null ? 0 : Math.abs(estimate);
    }

    /** The sentence, and the legs that add up to it. */
    private static void seat(Seat seat, Page page) {
        page.gap();
        page.prose(page.heading("Where"), page.line(seat.sentence()));
        SeatWords.Sum sum = SeatWords.sum(seat);
        Line line = page.line(seat.kind() + ": mean response " + sum.change() + " =");
        for (SeatWords.Part part : sum.parts()) {
            line.add(Tone.FAINT, " " + part.leg()).add(" " + part.change());
        }
        page.prose(page.indent(), line);
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
