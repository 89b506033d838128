package dev.loopbench.reports.gate.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.reports.gate.model.CellResult.Confirmation;
import dev.loopbench.reports.gate.model.Stage;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.gate.statistics.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CourseTest {

    private static final Rules USUAL = new Rules(0.01, 30, 8);

    private final Random random = new Random(5);

    @Test
    void a_control_follows_every_third_pair() {
        Course course = course(1);
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            stages.add(course.next().orElseThrow());
            course.add(stages.get(i), around(0.03));
        }
        assertThat(stages)
                .extracting(Stage::word)
                .containsExactly(
                        "look", "look", "look", "control", "look", "look", "look", "control",
                        "look");
    }

    @Test
    void before_the_first_look_nothing_is_decided() {
        Course course = course(2);
        assertThat(course.judgements())
                .extracting(j -> j.cell().name(), Judgement::verdict, j -> j.shift().size())
                .containsExactly(
                        tuple("cell0:response.mean", Verdict.INCONCLUSIVE, 0),
                        tuple("cell1:response.mean", Verdict.INCONCLUSIVE, 0));
        add(course, Stage.LOOK, 11, 0.5, -0.5);

        assertThat(course.judgements())
                .allMatch(judgement -> judgement.verdict() == Verdict.INCONCLUSIVE)
                .allMatch(judgement -> judgement.shift().size() == 11);
        assertThat(course.judgements().get(0).shift().estimate()).isCloseTo(0.5, within(0.01));
        assertThat(course.looksSpent()).isZero();
    }

    @Test
    void a_plain_change_is_a_candidate_first_and_a_regression_after_fresh_pairs() {
        Course course = course(2);
        add(course, Stage.LOOK, 12, 0.10, 0.0);

        assertThat(verdicts(course)).containsExactly(Verdict.CANDIDATE, Verdict.NO_REGRESSION);
        add(course, Stage.CONTROL, 4, 0, 0);
        assertThat(course.next()).hasValue(Stage.CONFIRM);
        add(course, Stage.CONFIRM, 8, 0.09, 0.0);

        assertThat(course.next()).isEmpty();
        assertThat(verdicts(course)).containsExactly(Verdict.REGRESSION, Verdict.NO_REGRESSION);
        Judgement regression = course.judgements().get(0);
        assertThat(regression.shift().size()).isEqualTo(12);
        assertThat(regression.shift().estimate()).isCloseTo(0.10, within(0.005));
        Confirmation confirmation = Objects.requireNonNull(regression.confirmation());
        assertThat(confirmation.pairs()).isEqualTo(8);
        assertThat(confirmation.confirmed()).isTrue();
        assertThat(confirmation.estimateShare()).isCloseTo(Math.expm1(0.09), within(0.005));
        assertThat(confirmation.boundShare()).isNotNull().isBetween(0.07, 0.095);
        assertThat(course.judgements().get(1).confirmation()).isNull();
    }

    @Test
    void a_candidate_that_fresh_pairs_do_not_show_stays_unconfirmed() {
        Course course = course(2);
        add(course, Stage.LOOK, 12, 0.10, 0.10);
        add(course, Stage.CONFIRM, 8, 0.02, 0.10);

        assertThat(verdicts(course)).containsExactly(Verdict.UNCONFIRMED, Verdict.REGRESSION);
    }

    @Test
    void a_confirmation_must_be_beyond_zero_for_certain_and_not_only_on_average() {
        Course course = course(1);
        add(course, Stage.LOOK, 12, 0.10);
        for (int i = 0; i < 8; i++) {
            course.add(Stage.CONFIRM, new double[] {i < 2 ? -0.2 : 0.10 + i * 0.01});
        }
        Judgement judgement = course.judgements().get(0);
        Confirmation confirmation = Objects.requireNonNull(judgement.confirmation());

        assertThat(judgement.verdict()).isEqualTo(Verdict.UNCONFIRMED);
        assertThat(confirmation.estimateShare()).isGreaterThan(0.03);
        assertThat(confirmation.boundShare()).isNotNull().isNegative();
    }

    @Test
    void a_strict_campaign_asks_for_as_many_fresh_pairs_as_it_must() {
        Course course = new Course(new Rules(0.0005, 30, 8), CourseDriver.cells(1, 0.03), 0);
        add(course, Stage.LOOK, 20, 0.5);
        assertThat(verdicts(course)).containsExactly(Verdict.CANDIDATE);
        add(course, Stage.CONFIRM, 10, 0.5);
        assertThat(verdicts(course)).containsExactly(Verdict.CANDIDATE);
        add(course, Stage.CONFIRM, 1, 0.5);
        assertThat(verdicts(course)).containsExactly(Verdict.REGRESSION);
    }

    @Test
    void it_is_over_at_once_where_all_is_well() {
        Course course = course(2);
        add(course, Stage.LOOK, 12, 0.0, -0.10);

        assertThat(course.next()).isEmpty();
        assertThat(verdicts(course)).containsExactly(Verdict.NO_REGRESSION, Verdict.IMPROVEMENT);
        assertThat(course.looksSpent()).isEqualTo(1);
        assertThat(course.pairsAhead()).isZero();
    }

    @Test
    void what_is_inconclusive_goes_on_to_the_last_look() {
        Course course = course(1);
        List<Integer> spent = new ArrayList<>();
        for (int pair = 0; pair < 30; pair++) {
            assertThat(course.next()).isPresent();
            course.add(Stage.LOOK, around(Math.log1p(0.03)));
            spent.add(course.looksSpent());
        }
        assertThat(course.next()).isEmpty();
        assertThat(verdicts(course)).containsExactly(Verdict.INCONCLUSIVE);
        assertThat(spent.indexOf(1)).isEqualTo(11);
        assertThat(spent.indexOf(2)).isEqualTo(19);
        assertThat(spent.indexOf(3)).isEqualTo(29);
    }

    @Test
    void what_a_look_has_settled_stays_as_it_was() {
        Course course = course(2);
        add(course, Stage.LOOK, 12, 0.0, Math.log1p(0.03));
        Judgement settled = course.judgements().get(0);
        add(course, Stage.LOOK, 18, 0.5, Math.log1p(0.03));

        assertThat(settled.verdict()).isEqualTo(Verdict.NO_REGRESSION);
        assertThat(course.next()).isEmpty();
        assertThat(course.judgements().get(0)).isEqualTo(settled);
        assertThat(course.judgements().get(1).shift().size()).isEqualTo(30);
    }

    /**
     * The settled cell's change would be the first of Holm's family, and ease the second's step.
     */
    @Test
    void a_settled_cell_counts_in_the_family_and_falls_no_more() {
        Course course = course(2);
        add(course, Stage.LOOK, 12, 0.0, Math.log1p(0.03));
        add(course, Stage.LOOK, 18, 5.0, Math.log1p(0.03));

        assertThat(course.judgements().get(1).level()).isCloseTo(0.01 * 0.40 / 2, within(1e-12));
    }

    @Test
    void levels_are_the_share_of_the_look_over_the_cells_of_the_family() {
        Course course = course(5);
        add(course, Stage.LOOK, 12, 0, 0, 0, 0, 0);

        assertThat(course.judgements())
                .extracting(Judgement::level)
                .allSatisfy(level -> assertThat(level).isCloseTo(0.0005, within(1e-12)));
    }

    @Test
    void a_base_that_moves_against_itself_makes_all_regressions_doubtful() {
        Course course = course(3);
        add(course, Stage.LOOK, 12, 0.10, 0.10, 0.0);
        add(course, Stage.CONTROL, 4, -0.06, 0.0, 0.3);
        add(course, Stage.CONFIRM, 8, 0.10, 0.10, 0.0);

        assertThat(verdicts(course))
                .containsExactly(Verdict.UNTRUSTED, Verdict.UNTRUSTED, Verdict.NO_REGRESSION);
        Shift control = Objects.requireNonNull(course.judgements().get(0).control());
        assertThat(control.estimate()).isCloseTo(-0.06, within(0.01));
    }

    @Test
    void a_base_that_moves_by_less_than_half_of_the_change_is_trusted() {
        Course course = course(2);
        add(course, Stage.LOOK, 12, 0.10, 0.10);
        add(course, Stage.CONTROL, 4, 0.04, 0.02);
        add(course, Stage.CONFIRM, 8, 0.10, 0.10);

        assertThat(verdicts(course)).containsOnly(Verdict.REGRESSION);
    }

    @Test
    void pairs_of_an_earlier_campaign_go_on_under_the_budget_that_is_left() {
        Course course = new Course(USUAL, CourseDriver.cells(1, 0.03), 1);
        add(course, Stage.LOOK, 12, 0.10);

        assertThat(course.next()).hasValue(Stage.CONTROL);
        assertThat(verdicts(course)).containsExactly(Verdict.INCONCLUSIVE);
        add(course, Stage.LOOK, 8, 0.10);
        assertThat(verdicts(course)).containsExactly(Verdict.CANDIDATE);
        assertThat(course.judgements().get(0).level()).isCloseTo(0.002, within(1e-12));
        assertThat(course.looksSpent()).isEqualTo(2);
    }

    @Test
    void so_many_pairs_are_ahead_as_come_in_a_course_of_all_looks() {
        Course course = course(1);
        int ahead = course.pairsAhead();
        int looks = 0;
        assertThat(ahead).isEqualTo(30 + 8 + 12);
        while (course.next().isPresent()) {
            Stage stage = course.next().get();
            double early = looks % 5 == 0 ? -0.05 : 0.05;
            course.add(stage, new double[] {looks < 20 ? early : 0.6});
            looks += stage == Stage.LOOK ? 1 : 0;
            ahead--;
            if (looks == 30 && stage == Stage.LOOK) {
                // Such a spread needs more fresh pairs.
                assertThat(course.pairsAhead()).isEqualTo(1 + 30 + 9);
                ahead = course.pairsAhead();
            }
            assertThat(course.pairsAhead()).isEqualTo(ahead);
        }
        assertThat(ahead).isZero();
    }

    @Test
    void a_cell_without_a_difference_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> course(2).add(Stage.LOOK, new double[] {0, Double.NaN}))
                .withMessage("cell1:response.mean has no difference in this pair");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> course(2).add(Stage.LOOK, new double[] {0}))
                .withMessage("1 differences of 2 cells");
    }

    @Test
    void a_pair_nobody_asked_for_is_refused() {
        Course course = course(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> course.add(Stage.CONFIRM, new double[] {0}))
                .withMessage("no pair to confirm is due");
        add(course, Stage.LOOK, 12, 0.10);
        assertThatIllegalStateException()
                .isThrownBy(() -> course.add(Stage.LOOK, new double[] {0}));
    }

    private static Course course(int cells) {
        return new Course(USUAL, CourseDriver.cells(cells, 0.03), 0);
    }

    private void add(Course course, Stage stage, int pairs, double... changes) {
        for (int i = 0; i < pairs; i++) {
            course.add(stage, around(changes));
        }
    }

    /** With a scatter of one half per cent. */
    private double[] around(double... changes) {
        double[] differences = changes.clone();
        for (int cell = 0; cell < differences.length; cell++) {
            differences[cell] += 0.005 * random.nextGaussian();
        }
        return differences;
    }

    private static List<Verdict> verdicts(Course course) {
        return course.judgements().stream().map(Judgement::verdict).toList();
    }
}
