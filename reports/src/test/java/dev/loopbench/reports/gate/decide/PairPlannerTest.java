package dev.loopbench.reports.gate.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.reports.gate.decide.PairPlanner.PairPlan;
import dev.loopbench.reports.gate.model.Comparison.PlannedCell;
import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.model.Stage;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairPlannerTest {

    private static final Rules USUAL = new Rules(0.01, 30, 8);
    private static final int PLENTY = 10_000;

    @Test
    void plans_on_the_upper_bound_of_the_scatter() {
        PlannedCell cell = plan(0.03, 0.05, OptionalDouble.of(0.10), PLENTY).cells().get(0);

        assertThat(Math.log1p(cell.sigmaShare())).isCloseTo(0.05, within(1e-12));
        assertThat(Math.log1p(cell.sigmaUpperShare()))
                .isCloseTo(0.05 * Math.sqrt(5 / 2.343), within(1e-4));
    }

    /** A scatter of 7.3 % asks for 26, 27 and 24 pairs at the levels of the looks at 12, 20, 30. */
    @Test
    void the_pairs_needed_are_those_of_the_first_look_that_is_late_enough() {
        PairPlan plan = plan(0.03, 0.05, OptionalDouble.of(0.10), PLENTY);

        assertThat(plan.cells().get(0).pairsNeeded()).isEqualTo(24);
        assertThat(plan.pairs()).isEqualTo(24);
        assertThat(plan.affordable()).isTrue();
        Double detectable = plan.cells().get(0).detectableShare();
        assertThat(detectable).isNotNull().isBetween(0.097, 0.10);
    }

    @Test
    void the_noisiest_cell_decides() {
        PairPlan plan =
                new PairPlanner(USUAL, CourseDriver.cells(2, 0.03), 0)
                        .plan(List.of(pilot(0.005), pilot(0.05)), OptionalDouble.of(0.10), PLENTY);

        assertThat(plan.cells()).extracting(PlannedCell::pairsNeeded).first().isEqualTo(10);
        assertThat(plan.pairs()).isEqualTo(plan.cells().get(1).pairsNeeded()).isEqualTo(27);
    }

    @Test
    void what_costs_more_than_there_is_is_said_beforehand() {
        PairPlan plan = plan(0.03, 0.05, OptionalDouble.of(0.10), 24);

        assertThat(plan.affordable()).isFalse();
        assertThat(plan.pairs()).isEqualTo(18);
        assertThat(plan.cells().get(0).pairsNeeded()).isEqualTo(24);
        Double detectable = plan.cells().get(0).detectableShare();
        assertThat(detectable).isNotNull().isGreaterThan(0.10);
    }

    @Test
    void a_change_within_the_margin_cannot_be_afforded_at_all() {
        PairPlan plan = plan(0.05, 0.01, OptionalDouble.of(0.05), PLENTY);

        assertThat(plan.affordable()).isFalse();
        assertThat(plan.cells().get(0).pairsNeeded()).isNull();
    }

    @Test
    void with_nothing_to_find_it_says_what_the_usual_pairs_detect() {
        PairPlan plan = plan(0.03, 0.02, OptionalDouble.empty(), PLENTY);

        assertThat(plan.pairs()).isEqualTo(30);
        assertThat(plan.affordable()).isTrue();
        assertThat(plan.confirmPairs()).isEqualTo(8);
        assertThat(plan.cells().get(0).pairsNeeded()).isNull();
        Double detectable = plan.cells().get(0).detectableShare();
        assertThat(detectable).isNotNull().isBetween(0.05, 0.06);
    }

    @Test
    void too_few_pairs_detect_nothing() {
        PairPlan plan = plan(0.03, 0.02, OptionalDouble.empty(), 4);

        assertThat(plan.pairs()).isEqualTo(3);
        assertThat(plan.cells().get(0).detectableShare()).isNull();
    }

    @Test
    void a_noisy_cell_needs_more_fresh_pairs_to_be_confirmed() {
        assertThat(plan(0.03, 0.02, OptionalDouble.of(0.10), PLENTY).confirmPairs()).isEqualTo(8);
        assertThat(plan(0.03, 0.06, OptionalDouble.of(0.10), PLENTY).confirmPairs())
                .isBetween(13, 20);
    }

    /** The looks at 12 and 20 are spent: what 10 pairs could have told has to wait for the next. */
    @Test
    void looks_that_were_taken_before_are_not_planned_with_again() {
        OptionalDouble detect = OptionalDouble.of(0.10);
        List<double[]> pilot = List.of(pilot(0.005));
        List<GatedCell> cells = CourseDriver.cells(1, 0.03);

        assertThat(new PairPlanner(USUAL, cells, 0).plan(pilot, detect, PLENTY).pairs())
                .isLessThan(12);
        assertThat(new PairPlanner(USUAL, cells, 2).plan(pilot, detect, PLENTY).pairs())
                .isEqualTo(21);
        assertThat(detectable(cells, 3)).isGreaterThan(detectable(cells, 0));
    }

    /** Planned and then carried out: nine of ten campaigns find it, at the look planned for. */
    @Test
    void a_planned_campaign_finds_what_it_was_planned_for() {
        double sigma = 0.05;
        double change = Math.log1p(0.10);
        PairPlan plan =
                plan(
                        0.03,
                        sigma / Math.sqrt(5 / 2.3425), // the bound is the truth
                        OptionalDouble.of(0.10),
                        PLENTY);
        Rules rules = new Rules(0.01, plan.pairs(), plan.confirmPairs());
        Random random = new Random(1);
        int found = 0;
        for (int campaign = 0; campaign < 1000; campaign++) {
            Course course = new Course(rules, CourseDriver.cells(1, 0.03), 0);
            CourseDriver.run(
                    course,
                    stage ->
                            new double[] {
                                (stage == Stage.CONTROL ? 0 : change)
                                        + sigma * random.nextGaussian()
                            });
            found += course.judgements().get(0).confirmation() == null ? 0 : 1;
        }
        assertThat(found).isBetween(880, 980);
    }

    @Test
    void a_pilot_of_one_pair_shows_no_scatter() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new PairPlanner(USUAL, CourseDriver.cells(1, 0.03), 0)
                                        .plan(
                                                List.of(new double[] {1}),
                                                OptionalDouble.empty(),
                                                PLENTY))
                .withMessage("a pilot takes at least two pairs");
    }

    /** With the usual pairs, after so many looks. */
    private static double detectable(List<GatedCell> cells, int looksSpent) {
        Double share =
                new PairPlanner(USUAL, cells, looksSpent)
                        .plan(List.of(pilot(0.02)), OptionalDouble.empty(), PLENTY)
                        .cells()
                        .get(0)
                        .detectableShare();
        return Objects.requireNonNull(share);
    }

    private static PairPlan plan(
            double margin, double sigma, OptionalDouble detect, int affordablePairs) {
        return new PairPlanner(USUAL, CourseDriver.cells(1, margin), 0)
                .plan(List.of(pilot(sigma)), detect, affordablePairs);
    }

    /** Six differences of exactly that standard deviation. */
    private static double[] pilot(double sigma) {
        double unit = sigma / Math.sqrt(6.0 / 5);
        return new double[] {unit, -unit, unit, -unit, unit, -unit};
    }
}
