package dev.loopbench.cli.gate.study;

import dev.loopbench.cli.gate.study.NoiseStudy.NoisyCell;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.text.Line;
import dev.loopbench.reports.text.Page;
import dev.loopbench.reports.text.TextStyle;
import dev.loopbench.reports.text.Tone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A study of noise as people read it. Immutable. No line is wider than the style's columns. */
public final class NoiseText {

    private static final int NAME_CELLS = 20;
    private static final int FIGURE_CELLS = 9;

    private final TextStyle style;

    public NoiseText(TextStyle style) {
        this.style = style;
    }

    public String of(NoiseStudy study) {
        Page page = new Page(style);
        List<NoisyCell> gateable = study.cells().stream().filter(NoisyCell::gateable).toList();
        if (!study.comparison().complete()) {
            page.prose(
                    page.line(Tone.BAD, "• "), page.line(study.comparison().outcome().sentence()));
            if (gateable.isEmpty()) {
                return page.render();
            }
        } else {
            headline(page, study);
        }
        page.gap();
        if (!gateable.isEmpty()) {
            page.add(head(page));
            gateable.forEach(cell -> page.add(row(page, cell)));
            page.gap();
            page.prose(
                    page.line(Tone.FAINT, "  σ      "),
                    page.line(
                            "standard deviation of the change from pair to pair; A/A: what base"
                                    + " shows against itself"));
            page.prose(
                    page.line(Tone.FAINT, "  finds  "),
                    page.line(
                            "the smallest change that so many pairs find in nine of ten"
                                    + " campaigns, beyond the margin"));
        }
        unfit(page, study.cells());
        return page.render();
    }

    private static void headline(Page page, NoiseStudy study) {
        Tone tone =
                switch (study.grade()) {
                    case CALM -> Tone.GOOD;
                    case NOISY -> Tone.WARN;
                    case UNFIT -> Tone.BAD;
                };
        page.prose(
                page.line(tone, "• "),
                page.line(tone, "This machine is " + study.grade().word())
                        .add(" for this command: " + study.grade().meaning())
                        .add(
                                Tone.FAINT,
                                " · " + Numbers.count(study.comparison().pairs().size(), "pair")));
    }

    private static Line head(Page page) {
        Line line = page.line(Tone.FAINT, "figure").padTo(NAME_CELLS);
        line.addRight(Tone.FAINT, "σ", FIGURE_CELLS).addRight(Tone.FAINT, "A/A", FIGURE_CELLS);
        for (int pairs : NoiseStudy.PAIRS) {
            line.addRight(Tone.FAINT, pairs + " finds", FIGURE_CELLS);
        }
        return line.addRight(Tone.FAINT, "margin", FIGURE_CELLS);
    }

    private static Line row(Page page, NoisyCell cell) {
        Line line =
                page.line(cell.name())
                        .padTo(NAME_CELLS)
                        .addRight(Tone.PLAIN, size(cell.sigmaShare()), FIGURE_CELLS)
                        .addRight(Tone.FAINT, change(cell.biasShare()), FIGURE_CELLS);
        for (int pairs : NoiseStudy.PAIRS) {
            line.addRight(Tone.STRONG, size(cell.detectableShares().get(pairs)), FIGURE_CELLS);
        }
        Double margin = cell.marginShare();
        return line.addRight(
                Tone.PLAIN, margin == null ? "–" : Numbers.roundShare(margin), FIGURE_CELLS);
    }

    private static void unfit(Page page, List<NoisyCell> cells) {
        List<NoisyCell> unfit = cells.stream().filter(cell -> !cell.gateable()).toList();
        if (unfit.isEmpty()) {
            return;
        }
        page.gap();
        page.add(page.line(Tone.STRONG, "Not to be gated here"));
        for (NoisyCell cell : unfit) {
            page.prose(
                    page.line("  " + cell.name()).padTo(NAME_CELLS),
                    page.line(Tone.FAINT, String.valueOf(cell.reason())));
        }
    }

    private static String size(@Nullable Double share) {
        return share == null ? "–" : Numbers.change(share);
    }

    private static String change(@Nullable Double share) {
        return share == null ? "–" : Numbers.signedChange(share);
    }
}
