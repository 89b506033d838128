package dev.loopbench.cli.order;

import dev.loopbench.cli.order.OrderOutcome.End;
import dev.loopbench.reports.text.Line;
import dev.loopbench.reports.text.Page;
import dev.loopbench.reports.text.Tone;
import java.util.List;

/** Where a log leaves the expected one. Confined to the thread that writes the page. */
final class DifferenceText {

    /** Lines shown before and after the first difference. */
    private static final int CONTEXT_LINES = 3;

    private static final int NUMBER_CELLS = 6;
    private static final int EXPECTED_COLUMN = NUMBER_CELLS + 2;
    private static final int EXPECTED_CELLS_MIN = 16;
    private static final String NOTHING = "–";

    private final Page page;

    DifferenceText(Page page) {
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
                                            : ", in run " + outcome.runs() + " and not before"));
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
            cells = Math.max(cells, lineAt(expected, i).length());
        }
        // Both columns have to show something.
        return Math.min(cells, (page.columns() - EXPECTED_COLUMN) / 2 - 2);
    }

    private static String lineAt(List<String> log, int index) {
        return index < log.size() ? log.get(index) : NOTHING;
    }
}
