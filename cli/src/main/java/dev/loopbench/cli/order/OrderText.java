package dev.loopbench.cli.order;

import dev.loopbench.cli.order.OrderOutcome.End;
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
            new Differences(page).verdict(outcome);
        }
        return page.render();
    }

    /** Many programs: the ones whose log is not the expected one, and how many those are. */
    public String many(List<OrderOutcome> outcomes) {
        Page page = new Page(style);
        Differences differences = new Differences(page);
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

    /** Where a log leaves the expected one. */
    private static final class Differences {

        /** Lines shown before and after the first difference. */
        private static final int CONTEXT_LINES = 3;

        private static final int NUMBER_CELLS = 6;
        private static final int EXPECTED_COLUMN = NUMBER_CELLS + 2;
        private static final int EXPECTED_CELLS_MIN = 16;
        private static final String NOTHING = "–";

        private final Page page;

        Differences(Page page) {
            this.page = page;
        }

        /** Whether one log is the expected one, and if not, both side by side where they part. */
        void verdict(OrderOutcome outcome) {
            int first = outcome.firstDifference();
            if (first == OrderOutcome.NO_DIFFERENCE) {
                page.add(
                        page.line(Tone.GOOD, "✓ the log is the expected one")
                                .add(
                                        outcome.runs() == 1
                                                ? ""
                                                : ", in run "
                                                        + outcome.runs()
                                                        + " and not before"));
                return;
            }
            page.add(
                    page.line(
                            Tone.WARN,
                            "▲ the log differs from the expected one, from line "
                                    + (first + 1)
                                    + " on"
                                    + (outcome.runs() == 1
                                            ? ""
                                            : ", in each of " + outcome.runs() + " runs")));
            page.gap();
            sideBySide(outcome, first);
        }

        private void sideBySide(OrderOutcome outcome, int first) {
            List<String> expected = outcome.expected();
            List<String> logged = outcome.log().texts();
            int begin = Math.max(0, first - CONTEXT_LINES);
            int end = Math.min(first + CONTEXT_LINES + 1, Math.max(expected.size(), logged.size()));
            int loggedColumn = EXPECTED_COLUMN + expectedCells(expected, begin, end) + 2;
            page.add(
                    page.line()
                            .addRight(Tone.FAINT, "line", NUMBER_CELLS)
                            .padTo(EXPECTED_COLUMN)
                            .add(Tone.FAINT, "expected")
                            .padTo(loggedColumn)
                            .add(Tone.FAINT, "logged"));
            for (int i = begin; i < end; i++) {
                boolean same = i < first;
                page.add(
                        page.line()
                                .addRight(Tone.FAINT, String.valueOf(i + 1), NUMBER_CELLS)
                                .padTo(EXPECTED_COLUMN)
                                .add(same ? Tone.PLAIN : Tone.GOOD, lineAt(expected, i))
                                .padTo(loggedColumn)
                                .add(same ? Tone.PLAIN : Tone.WARN, lineAt(logged, i)));
            }
        }

        /** One line about a program that did not go as expected. */
        void summary(OrderOutcome outcome) {
            Line line = page.line(Tone.WARN, "▲ " + outcome.program().name()).add(": ");
            if (outcome.end() == End.TIMED_OUT) {
                page.add(line.add("did not end in the time it was given"));
            } else if (outcome.end() == End.INTERRUPTED) {
                page.add(line.add("interrupted"));
            } else {
                int first = outcome.firstDifference();
                page.add(
                        line.add("line " + (first + 1) + " should be ")
                                .add(Tone.GOOD, lineAt(outcome.expected(), first))
                                .add(" and is ")
                                .add(Tone.WARN, lineAt(outcome.log().texts(), first)));
            }
        }

        private int expectedCells(List<String> expected, int begin, int end) {
            int cells = EXPECTED_CELLS_MIN;
            for (int i = begin; i < end; i++) {
                cells = Math.max(cells, page.line(lineAt(expected, i)).width());
            }
            // Both columns have to show something.
            return Math.min(cells, (page.columns() - EXPECTED_COLUMN) / 2 - 2);
        }

        private static String lineAt(List<String> log, int index) {
            return index < log.size() ? log.get(index) : NOTHING;
        }
    }
}
