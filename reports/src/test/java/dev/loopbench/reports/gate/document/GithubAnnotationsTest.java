package dev.loopbench.reports.gate.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.reports.SampleCells;
import dev.loopbench.reports.SampleComparisons;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.EditedComparisons;
import dev.loopbench.reports.gate.model.OutcomeKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GithubAnnotationsTest {

    @Test
    void each_cell_that_regressed_is_an_error() {
        assertThat(GithubAnnotations.of(SampleComparisons.regression()))
                .containsExactly(
                        "::error title=loopbench response.p50::response.p50 is 9.8%25 slower"
                                + " (8.1%25 to 11.6%25)",
                        "::error title=loopbench throughput::throughput is 8.9%25 lower (7.5%25"
                                + " to 10.4%25)");
    }

    @Test
    void there_are_ten_at_the_most_and_names_cannot_break_out() {
        List<CellResult> cells = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            cells.add(
                    SampleCells.changed("a,b\n::x:response.p" + i, 1e6, 0.1, 0.08, 0.12)
                            .regression());
        }

        List<String> errors =
                GithubAnnotations.of(
                        EditedComparisons.withCells(SampleComparisons.regression(), cells));

        assertThat(errors).hasSize(10).noneMatch(error -> error.contains("\n"));
        assertThat(errors.get(0)).startsWith("::error title=loopbench a%2Cb%0A%3A%3Ax%3Aresponse");
        assertThat(errors.get(9)).endsWith("; 2 more cells alike");
    }

    @Test
    void what_is_well_or_open_is_no_error() {
        assertThat(GithubAnnotations.of(SampleComparisons.noRegression())).isEmpty();
        assertThat(GithubAnnotations.of(open(0))).isEmpty();
        assertThat(GithubAnnotations.of(SampleComparisons.failed())).hasSize(1);
    }

    @Test
    void what_was_to_count_as_a_failure_is_an_error() {
        List<String> errors = GithubAnnotations.of(open(11));

        assertThat(errors).isNotEmpty().allMatch(error -> error.startsWith("::error "));
    }

    @Test
    void what_does_not_fail_is_a_warning() {
        List<String> warnings =
                GithubAnnotations.of(
                        EditedComparisons.withOutcome(
                                SampleComparisons.regression(),
                                new Comparison.Outcome(OutcomeKind.REGRESSION, 0, "Advisory.")));

        assertThat(warnings).isNotEmpty().allMatch(line -> line.startsWith("::warning title="));
    }

    private static Comparison open(int exitCode) {
        return EditedComparisons.withOutcome(
                SampleComparisons.inconclusive(),
                new Comparison.Outcome(OutcomeKind.INCONCLUSIVE, exitCode, "Who knows?"));
    }
}
