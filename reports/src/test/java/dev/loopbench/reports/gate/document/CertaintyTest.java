package dev.loopbench.reports.gate.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.reports.SampleComparisons;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.CellResult.Change;
import dev.loopbench.reports.gate.model.CellResult.Definition;
import dev.loopbench.reports.gate.model.CellResult.Observed;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.EditedComparisons;
import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.gate.statistics.Shift;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertaintyTest {

    @Test
    void bounds_are_told_where_there_are_any() throws Exception {
        assertThat(Certainty.of(gating(Math.log(1.1), Math.log(1.2), Math.log(1.3))))
                .anyMatch(sentence -> sentence.startsWith("intervals: each bound is wrong in"));
        assertThat(Certainty.of(gating())).noneMatch(sentence -> sentence.startsWith("intervals"));
    }

    private static Comparison gating(double... differences) throws Exception {
        Cell cell = Cell.named("makespan");
        CellResult result =
                new CellResult(
                        Definition.of(new GatedCell(cell, 0.03)),
                        Verdict.INCONCLUSIVE,
                        null,
                        Observed.of(differences.length, new double[0], new double[0]),
                        Change.of(cell, Shift.paired(differences), 0.2, null),
                        null);
        return EditedComparisons.withCells(SampleComparisons.regression(), List.of(result));
    }
}
