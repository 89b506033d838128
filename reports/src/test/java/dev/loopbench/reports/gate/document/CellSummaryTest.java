package dev.loopbench.reports.gate.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.Comparison.CellResult;
import dev.loopbench.reports.gate.model.Judgement;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.gate.statistics.Shift;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellSummaryTest {

    private static final double WORSE = Math.log(1.25);

    /** A quarter more time is 25 % more; the same ratio of throughput is a fifth less. */
    @ParameterizedTest
    @CsvSource({"makespan, 0.25, 0.10, 0.50", "throughput, -0.20, -0.333, -0.091"})
    void a_change_has_the_direction_of_its_figure_and_bounds_stay_in_order(
            String name, double estimate, double lower, double upper) throws Exception {
        CellResult cell =
                new CellSummary(Cell.named(name), new double[] {4}, new double[] {5})
                        .judged(
                                judgement(Math.log(1.1), Math.log(1.5)),
                                0.03,
                                Verdict.REGRESSION,
                                null);

        assertThat(cell.estimateShare()).isCloseTo(estimate, within(1e-3));
        assertThat(cell.lowerShare()).isCloseTo(lower, within(1e-3));
        assertThat(cell.upperShare()).isCloseTo(upper, within(1e-3));
        assertThat(cell.baseMedian()).isEqualTo(4);
        assertThat(cell.headMedian()).isEqualTo(5);
        assertThat(cell.controlShare())
                .isCloseTo(name.equals("makespan") ? 0.01 : -0.0099, within(1e-4));
        assertThat(Objects.requireNonNull(cell.confirmation()).estimateShare())
                .isCloseTo(estimate, within(1e-3));
    }

    @Test
    void what_is_not_finite_is_not_known() throws Exception {
        CellResult cell =
                new CellSummary(Cell.named("makespan"), new double[0], new double[] {5})
                        .judged(
                                judgement(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
                                0.03,
                                Verdict.INCONCLUSIVE,
                                "too few");

        assertThat(cell.lowerShare()).isNull();
        assertThat(cell.upperShare()).isNull();
        assertThat(cell.baseMedian()).isNull();
        assertThat(cell.reason()).isEqualTo("too few");
    }

    @Test
    void a_cell_without_a_margin_is_not_gated() throws Exception {
        CellSummary summary =
                new CellSummary(Cell.named("makespan"), new double[] {4, 4}, new double[] {5, 5});
        Shift shift = Shift.paired(WORSE, WORSE);

        CellResult shown =
                summary.measured(shift, 0.01, Double.NaN, null, Verdict.INFORMATION, null);
        CellResult gated = summary.measured(shift, 0.01, WORSE, 0.03, Verdict.INCONCLUSIVE, null);

        assertThat(shown.gated()).isFalse();
        assertThat(shown.controlShare()).isNull();
        assertThat(shown.pairs()).isEqualTo(2);
        assertThat(gated.gated()).isTrue();
        assertThat(gated.controlShare()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void a_missing_cell_is_gated_and_says_nothing_but_why() throws Exception {
        CellResult cell =
                new CellSummary(Cell.named("makespan"), new double[] {4, 6, 8}, new double[] {5})
                        .missing(0.03, "it has no value");

        assertThat(cell.gated()).isTrue();
        assertThat(cell.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(cell.pairs()).isEqualTo(1);
        assertThat(cell.baseMedian()).isEqualTo(6);
        assertThat(cell.estimateShare()).isNull();
        assertThat(cell.reason()).isEqualTo("it has no value");
    }

    private static Judgement judgement(double lower, double upper) {
        return new Judgement(
                "any",
                Verdict.CANDIDATE,
                12,
                WORSE,
                lower,
                upper,
                0.001,
                0.0001,
                0.02,
                0.05,
                Math.log(1.01),
                new Judgement.Confirmation(8, WORSE, lower, true));
    }
}
