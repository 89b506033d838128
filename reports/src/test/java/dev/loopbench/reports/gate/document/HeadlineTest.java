package dev.loopbench.reports.gate.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.reports.gate.model.CellResults;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.gate.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {

    @Test
    void of_several_regressions_the_surest_is_told_and_not_the_largest() {
        String sentence =
                Headline.of(
                        OutcomeKind.REGRESSION,
                        List.of(
                                CellResults.of(
                                        "wait.mean", true, Verdict.REGRESSION, 0.50, 0.1, 0.9),
                                CellResults.of(
                                        "service.p50", true, Verdict.REGRESSION, 0.10, 0.09, 0.11),
                                CellResults.of(
                                        "makespan", false, Verdict.INFORMATION, 0.9, 0.9, 0.9)));

        assertThat(sentence).startsWith("service.p50").contains("1 more cell worse");
    }

    @Test
    void without_a_regression_the_cell_nearest_to_its_margin_is_told() {
        String sentence =
                Headline.of(
                        OutcomeKind.NO_REGRESSION,
                        List.of(
                                CellResults.of(
                                        "wait.p50", true, Verdict.NO_REGRESSION, -0.2, -0.3, -0.1),
                                CellResults.of(
                                        "service.p50", true, Verdict.NO_REGRESSION, 0, -0.01, 0.02),
                                CellResults.of(
                                        "makespan", false, Verdict.INFORMATION, 0.9, 0.9, 0.9)));

        assertThat(sentence)
                .startsWith("none of 2 gated cells is worse by its margin")
                .contains("nearest to it comes service.p50");
    }

    @Test
    void values_that_are_all_the_same_are_told_to_be() {
        assertThat(
                        Headline.of(
                                OutcomeKind.NO_REGRESSION,
                                List.of(
                                        CellResults.of(
                                                "makespan", true, Verdict.NO_REGRESSION, 0, 0, 0))))
                .isEqualTo("all values are the same.");
    }
}
