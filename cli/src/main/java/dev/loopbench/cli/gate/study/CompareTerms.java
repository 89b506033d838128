package dev.loopbench.cli.gate.study;

import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.Margins;
import java.util.List;

/**
 * What saved reports are compared by. Immutable.
 *
 * @param cells that the user named; empty for those the reports are fit for
 * @param inconclusiveFails whether it is a failure that the reports cannot tell
 * @param advisory whether nothing is a failure
 */
public record CompareTerms(
        List<Cell> cells,
        Margins margins,
        double falseAlarmShare,
        boolean inconclusiveFails,
        boolean advisory) {

    public CompareTerms {
        cells = List.copyOf(cells);
    }
}
