package dev.loopbench.reports.gate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.reports.gate.model.CellResult.Change;
import dev.loopbench.reports.gate.model.CellResult.Confirmation;
import dev.loopbench.reports.gate.model.CellResult.Definition;
import dev.loopbench.reports.gate.model.CellResult.Observed;
import dev.loopbench.reports.gate.statistics.Shift;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellResultTest {

    private static final double LEVEL = 0.25;

    /** A quarter more time is 25 % more; the same ratio of throughput is a fifth less. */
    @ParameterizedTest
    @CsvSource({"makespan, 0.25, 0.10, 0.50", "throughput, -0.20, -0.333, -0.091"})
    void a_change_has_the_direction_of_its_figure_and_bounds_stay_in_order(
            String name, double estimate, double lower, double upper) throws Exception {
        Cell cell = Cell.named(name);
        Shift shift = Shift.paired(Math.log(1.1), Math.log(1.25), Math.log(1.5));

        Change change = Change.of(cell, shift, 0.125, Shift.paired(Math.log(1.01)));

        assertThat(change.estimateShare()).isCloseTo(estimate, within(0.02));
        assertThat(change.lowerShare()).isCloseTo(lower, within(1e-3));
        assertThat(change.upperShare()).isCloseTo(upper, within(1e-3));
        assertThat(change.controlShare())
                .isCloseTo(name.equals("makespan") ? 0.01 : -0.0099, within(1e-4));
        assertThat(change.pValue()).isNull();
        assertThat(change.detectableShare()).isNull();
    }

    @Test
    void held_against_a_margin_it_tells_a_p_value_and_what_it_would_find() throws Exception {
        Change change =
                Change.of(Cell.named("makespan"), Shift.paired(0.1, 0.2), LEVEL, null)
                        .against(0.5, Math.log(1.3));

        assertThat(change.pValue()).isEqualTo(0.5);
        assertThat(change.detectableShare()).isCloseTo(0.3, within(1e-9));
        assertThat(change.controlShare()).isNull();
        assertThat(change.level()).isEqualTo(LEVEL);
    }

    @Test
    void what_is_not_finite_is_not_known() throws Exception {
        Cell cell = Cell.named("makespan");
        Change change =
                Change.of(cell, Shift.paired(0.1), 0.01, Shift.paired())
                        .against(0.5, Double.POSITIVE_INFINITY);

        assertThat(change.estimateShare()).isNotNull();
        assertThat(change.lowerShare()).isNull();
        assertThat(change.upperShare()).isNull();
        assertThat(change.sigmaShare()).isNull();
        assertThat(change.detectableShare()).isNull();
        assertThat(change.controlShare()).isNull();
        assertThat(Change.of(cell, Shift.paired(), 0.01, null).estimateShare()).isNull();
        assertThat(Confirmation.of(cell, Shift.paired(0.1), 0.01, false).boundShare()).isNull();
    }

    @Test
    void fresh_pairs_have_the_direction_of_their_figure() throws Exception {
        Shift fresh = Shift.paired(Math.log(1.25), Math.log(1.25));

        Confirmation confirmation = Confirmation.of(Cell.named("throughput"), fresh, LEVEL, true);

        assertThat(confirmation.pairs()).isEqualTo(2);
        assertThat(confirmation.estimateShare()).isCloseTo(-0.2, within(1e-9));
        assertThat(confirmation.boundShare()).isCloseTo(-0.2, within(1e-9));
    }

    @Test
    void a_cell_without_a_margin_is_not_gated() throws Exception {
        Cell cell = Cell.named("makespan");

        assertThat(Definition.of(cell).gated()).isFalse();
        assertThat(Definition.of(cell).marginShare()).isNull();
        assertThat(Definition.of(new GatedCell(cell, 0)).gated()).isTrue();
    }

    @Test
    void a_side_without_values_has_no_median() {
        Observed observed = Observed.of(1, new double[] {4, 6, 8}, new double[0]);

        assertThat(observed.baseMedian()).isEqualTo(6);
        assertThat(observed.headMedian()).isNull();
    }
}
