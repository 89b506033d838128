package dev.loopbench.cli.selftest;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.text.Line;
import dev.loopbench.reports.text.Page;
import dev.loopbench.reports.text.TextStyle;
import dev.loopbench.reports.text.Tone;
import java.util.List;
import java.util.Map;

/**
 * The confusion matrix as people read it. Immutable. No line is wider than the style's columns.
 *
 * <p>The names of rules are long: the columns have letters, and a legend tells them.
 */
public final class SelftestText {

    private static final int NAME_CELLS = 15;
    private static final int RIGHT_CELLS = 8;
    private static final int COUNT_CELLS = 4;

    private final TextStyle style;

    public SelftestText(TextStyle style) {
        this.style = style;
    }

    public String of(ExamResult result) {
        ConfusionMatrix matrix = result.matrix();
        Page page = new Page(style);
        if (!matrix.rows().isEmpty()) {
            page.add(head(page, matrix));
            matrix.rows().forEach(row -> page.add(row(page, row, matrix.rules())));
            page.gap();
            legend(page, matrix);
            misjudged(page, result.trials());
            page.gap();
        }
        page.add(verdict(page, result, matrix));
        return page.render();
    }

    /** The faults there are. */
    public String list(List<Fault> faults) {
        Page page = new Page(style);
        for (Fault fault : faults) {
            page.add(page.line(Tone.STRONG, fault.title()).padTo(NAME_CELLS).add(fault.summary()));
            page.add(
                    page.line()
                            .padTo(NAME_CELLS)
                            .add(
                                    Tone.FAINT,
                                    fault.isNone()
                                            ? "no warning"
                                            : String.join(" or ", fault.right())));
        }
        return page.render();
    }

    private static Line head(Page page, ConfusionMatrix matrix) {
        Line line =
                page.line(Tone.FAINT, "fault")
                        .padTo(NAME_CELLS)
                        .addRight(Tone.FAINT, "right", RIGHT_CELLS);
        for (int i = 0; i < matrix.rules().size(); i++) {
            line.addRight(Tone.FAINT, letter(i), COUNT_CELLS);
        }
        return line;
    }

    private static Line row(Page page, ConfusionMatrix.Row row, List<String> rules) {
        Line line =
                page.line(row.fault().title())
                        .padTo(NAME_CELLS)
                        .addRight(
                                row.passes() ? Tone.GOOD : Tone.BAD,
                                row.right() + "/" + row.runs(),
                                RIGHT_CELLS);
        for (String rule : rules) {
            Long count = row.leading().get(rule);
            boolean meant = row.fault().isNone() || row.fault().right().contains(rule);
            line.addRight(
                    count == null ? Tone.FAINT : meant ? Tone.PLAIN : Tone.WARN,
                    count == null ? "·" : String.valueOf(count),
                    COUNT_CELLS);
        }
        return line;
    }

    private static void legend(Page page, ConfusionMatrix matrix) {
        List<String> rules = matrix.rules();
        for (int i = 0; i < rules.size(); i++) {
            page.add(page.line(Tone.FAINT, "  " + letter(i) + "  ").add(rules.get(i)));
        }
        for (ConfusionMatrix.Row row : matrix.rows()) {
            for (Map.Entry<String, Long> warned : row.innocent().entrySet()) {
                page.add(
                        page.line(Tone.WARN, "  " + row.fault().title())
                                .add(" also came to a warning of ")
                                .add(warned.getKey())
                                .add(" in " + times(warned.getValue())));
            }
        }
    }

    private static void misjudged(Page page, List<Trial> trials) {
        for (Trial trial : trials) {
            if (trial.disturbance() != null) {
                page.prose(
                        page.line(Tone.WARN, "  " + trial.fault().title()).add(": "),
                        page.line(
                                "judged wrong on a machine that was not quiet: "
                                        + trial.disturbance()));
            }
            if (trial.why() != null) {
                page.prose(
                        page.line(Tone.BAD, "  " + trial.fault().title()).add(": "),
                        page.line(trial.why()));
            }
        }
    }

    private static Line verdict(Page page, ExamResult result, ConfusionMatrix matrix) {
        Line line = page.line();
        if (matrix.runs() > 0) {
            double share = (double) matrix.right() / matrix.runs();
            line.add(
                    matrix.passes() ? Tone.GOOD : Tone.BAD,
                    matrix.right() + " of " + times(matrix.runs()) + " right");
            line.add(", " + Numbers.share(share));
            if (result.isTooNoisy()) {
                line.add(Tone.WARN, " · the machine was too noisy");
            }
        } else {
            line.add("no run was judged");
        }
        return result.complete() ? line : line.add(Tone.WARN, " · interrupted");
    }

    private static String letter(int column) {
        return String.valueOf((char) ('a' + column));
    }

    private static String times(long runs) {
        return runs + (runs == 1 ? " run" : " runs");
    }
}
