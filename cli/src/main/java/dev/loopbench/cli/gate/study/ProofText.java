package dev.loopbench.cli.gate.study;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.text.Line;
import dev.loopbench.reports.text.Page;
import dev.loopbench.reports.text.TextStyle;
import dev.loopbench.reports.text.Tone;
import java.util.stream.Collectors;

/** A proof as people read it. Immutable. No line is wider than the style's columns. */
public final class ProofText {

    private static final int NAME_CELLS = 22;

    private final TextStyle style;

    public ProofText(TextStyle style) {
        this.style = style;
    }

    public String of(ProofResult result) {
        Page page = new Page(style);
        verdict(page, result);
        page.gap();
        unchanged(page, result.unchanged());
        for (CampaignSeries series : result.delayed()) {
            delayed(page, series);
        }
        return page.render();
    }

    private static void verdict(Page page, ProofResult result) {
        if (result.failure() != null) {
            page.prose(page.line(Tone.BAD, "• "), page.line(result.failure().sentence()));
        } else if (!result.complete()) {
            page.add(page.line(Tone.WARN, "• interrupted"));
        } else if (result.passes()) {
            page.add(page.line(Tone.GOOD, "• The gate bites, and did not cry wolf"));
        } else if (result.isRefused()) {
            page.add(
                    page.line(
                            Tone.WARN,
                            "• The gate did not cry wolf, and says what it cannot promise here"));
        } else {
            page.add(
                    page.line(
                            Tone.BAD,
                            result.isQuiet()
                                    ? "• The gate did not find what it was to find"
                                    : "• The gate cried wolf"));
        }
    }

    private static void unchanged(Page page, CampaignSeries series) {
        if (series.finished() == 0) {
            page.prose(name(page, "nothing changed"), noVerdict(page, series));
            return;
        }
        page.prose(
                name(page, "nothing changed"),
                page.line(
                                series.redCells() == 0 ? Tone.GOOD : Tone.BAD,
                                Numbers.count(series.redCells(), "false alarm"))
                        .add(" in ")
                        .add(Numbers.count(series.cells(), "gated cell"))
                        .add(" of ")
                        .add(Numbers.count(series.finished(), "campaign"))
                        .add(": at most ")
                        .add(Numbers.share(series.redCellsShareMost()))
                        .add(" of cells and ")
                        .add(Numbers.share(series.redShareMost()))
                        .add(" of campaigns (95% confidence)")
                        .add(refused(series)));
    }

    private static void delayed(Page page, CampaignSeries series) {
        page.prose(
                name(page, "" + series.injected()),
                series.finished() == 0 ? noVerdict(page, series) : found(page, series));
    }

    private static Line found(Page page, CampaignSeries series) {
        return page.line(tone(series), "found in " + series.red() + " of " + series.finished())
                .add(" campaigns: at least ")
                .add(Numbers.share(series.redShareLeast()))
                .add(" (95% confidence), after ")
                .add(Numbers.count(series.medianPairs(), "pair"))
                .add(" in the median")
                .add(where(series))
                .add(refused(series));
    }

    private static Tone tone(CampaignSeries series) {
        if (ProofResult.isFound(series)) {
            return Tone.GOOD;
        }
        return ProofResult.isFoundOrRefused(series) ? Tone.WARN : Tone.BAD;
    }

    private static Line noVerdict(Page page, CampaignSeries series) {
        if (series.refused() == 0) {
            return page.line("no campaign came to a verdict");
        }
        return page.line(Tone.WARN, "not promised")
                .add(": ")
                .add(series.campaigns().get(0).outcome().sentence());
    }

    private static String where(CampaignSeries series) {
        return series.redByName().isEmpty()
                ? ""
                : "; in "
                        + series.redByName().entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue() + "×")
                                .collect(Collectors.joining(", "));
    }

    private static String refused(CampaignSeries series) {
        return series.refused() == 0
                ? ""
                : "; " + series.refused() + " more too noisy for a verdict";
    }

    private static Line name(Page page, String name) {
        return page.line(Tone.STRONG, name).padTo(NAME_CELLS);
    }
}
