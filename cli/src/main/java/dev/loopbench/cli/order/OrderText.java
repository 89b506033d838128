package dev.loopbench.cli.order;

import dev.loopbench.loopcore.order.LogLine;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.text.Line;
import dev.loopbench.reports.text.Page;
import dev.loopbench.reports.text.TextStyle;
import dev.loopbench.reports.text.Tone;
import java.util.List;

/**
 * Logs as people read them: one program line by line, many by what differs. Immutable. No line is
 * wider than the style's columns.
 */
public final class OrderText {

    private static final int TIME_CELLS = 8;
    private static final int ITERATION_CELLS = 11;
    private static final int PHASE_COLUMN = TIME_CELLS + ITERATION_CELLS + 2;
    private static final int LOG_COLUMN = PHASE_COLUMN + "microtasks".length() + 2;

    private final TextStyle style;

    public OrderText(TextStyle style) {
        this.style = style;
    }

    /** One program: each line of its log, and whether that is the expected one. */
    public String one(OrderOutcome outcome) {
        Page page = new Page(style);
        page.add(
                page.line(Tone.STRONG, outcome.program().name())
                        .add(" · " + count(outcome.log().lines().size(), "line"))
                        .add(" · " + count(outcome.program().threads(), "thread")));
        if (!outcome.log().lines().isEmpty()) {
            page.gap();
            table(outcome.log().lines(), page);
        }
        if (outcome.isComplete() && outcome.isChecked()) {
            page.gap();
            new DifferenceText(page).verdict(outcome);
        }
        return page.render();
    }

    /** Many programs: the ones whose log is not the expected one, and how many those are. */
    public String many(List<OrderOutcome> outcomes) {
        Page page = new Page(style);
        DifferenceText differences = new DifferenceText(page);
        outcomes.stream().filter(o -> !o.isGood()).forEach(differences::summary);
        page.gap();
        if (!outcomes.isEmpty()) {
            counts(outcomes, page);
            late(outcomes, page);
        }
        return page.render();
    }

    private static void counts(List<OrderOutcome> outcomes, Page page) {
        long checked = outcomes.stream().filter(OrderOutcome::isChecked).count();
        long agreeing = outcomes.stream().filter(o -> o.isChecked() && o.isGood()).count();
        Line counts = page.line();
        if (checked > 0) {
            counts.add(
                    agreeing == checked ? Tone.GOOD : Tone.WARN,
                    agreeing + " of " + checked + " agree");
        }
        if (checked < outcomes.size()) {
            long unchecked = outcomes.size() - checked;
            counts.add(checked > 0 ? ", " : "")
                    .add(count(unchecked, "program"))
                    .add(" without an expected log");
        }
        page.add(counts);
    }

    private static void late(List<OrderOutcome> outcomes, Page page) {
        List<Line> late =
                outcomes.stream()
                        .filter(o -> o.isGood() && o.runs() > 1)
                        .map(o -> page.line(o.program().name() + " in run " + o.runs()))
                        .toList();
        if (!late.isEmpty()) {
            page.items(page.line(Tone.FAINT, "not in the first run: "), late);
        }
    }

    private void table(List<LogLine> lines, Page page) {
        page.add(
                page.line()
                        .addRight(Tone.FAINT, "time", TIME_CELLS)
                        .addRight(Tone.FAINT, "iteration", ITERATION_CELLS)
                        .padTo(PHASE_COLUMN)
                        .add(Tone.FAINT, "phase")
                        .padTo(LOG_COLUMN)
                        .add(Tone.FAINT, "log"));
        for (LogLine line : lines) {
            page.add(
                    page.line()
                            .addRight(Tone.FAINT, Numbers.nanos(line.atNanos()), TIME_CELLS)
                            .addRight(Tone.PLAIN, String.valueOf(line.iteration()), ITERATION_CELLS)
                            .padTo(PHASE_COLUMN)
                            .add(tone(line.phase()), line.phase())
                            .padTo(LOG_COLUMN)
                            .add(line.text()));
        }
    }

    /** The phases that call back most stand apart; the queues drained in between stay in one. */
    private static Tone tone(String phase) {
        return switch (phase) {
            case "timers" -> Tone.WAIT;
            case "poll" -> Tone.SERVICE;
            case "check" -> Tone.RESPONSE;
            case "ticks", "microtasks" -> Tone.RETURN;
            default -> Tone.PLAIN;
        };
    }

    private static String count(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }
}
