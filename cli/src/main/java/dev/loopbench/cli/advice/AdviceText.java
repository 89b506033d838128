package dev.loopbench.cli.advice;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.text.Line;
import dev.loopbench.reports.text.Page;
import dev.loopbench.reports.text.TextStyle;
import dev.loopbench.reports.text.Tone;

/** What came of the advice, as people read it. Immutable. */
public final class AdviceText {

    private static final int NAME_CELLS = 15;
    private static final int FELL_CELLS = 8;

    private final TextStyle style;

    public AdviceText(TextStyle style) {
        this.style = style;
    }

    public String of(AdviceResult result) {
        Page page = new Page(style);
        page.add(
                page.line(Tone.FAINT, "fault")
                        .padTo(NAME_CELLS)
                        .addRight(Tone.FAINT, "fell", FELL_CELLS)
                        .add(Tone.FAINT, "  lost time after the advised change"));
        result.rows().forEach(row -> page.add(row(page, row)));
        page.gap();
        for (AdviceTrial trial : result.trials()) {
            if (trial.next() != null || trial.why() != null) {
                page.prose(
                        page.line(trial.fell() ? Tone.PLAIN : Tone.BAD, trial.fault().title())
                                .padTo(NAME_CELLS),
                        page.line(outcome(trial)));
            } else {
                page.prose(
                        page.line(Tone.FAINT, trial.fault().title()).padTo(NAME_CELLS),
                        page.line(Tone.FAINT, trial.rule() + ": no command to try"));
            }
        }
        page.gap();
        page.add(verdict(page, result));
        return page.render();
    }

    private static Line row(Page page, AdviceResult.Row row) {
        return page.line(row.fault().title())
                .padTo(NAME_CELLS)
                .addRight(
                        row.judged() == 0 ? Tone.FAINT : row.passes() ? Tone.GOOD : Tone.BAD,
                        row.judged() == 0 ? "-" : row.fell() + "/" + row.judged(),
                        FELL_CELLS)
                .add(
                        row.judged() == row.runs()
                                ? ""
                                : "  no command in " + (row.runs() - row.judged()));
    }

    private static String outcome(AdviceTrial trial) {
        if (trial.why() != null) {
            return trial.rule() + ": " + trial.why();
        }
        Double gain = trial.gainShare();
        double share = gain == null ? 0 : gain;
        return trial.rule()
                + ": "
                + Numbers.share(Math.abs(share))
                + (share > 0 ? " of the operations' time less lost by " : " more lost by ")
                + trial.next();
    }

    private static Line verdict(Page page, AdviceResult result) {
        long judged = result.rows().stream().mapToLong(AdviceResult.Row::judged).sum();
        long fell = result.rows().stream().mapToLong(AdviceResult.Row::fell).sum();
        Line line =
                page.line(
                        result.passes() ? Tone.GOOD : Tone.BAD,
                        "the advice helped in " + fell + " of " + judged + " runs");
        return result.complete() ? line : line.add(Tone.WARN, " · interrupted");
    }
}
