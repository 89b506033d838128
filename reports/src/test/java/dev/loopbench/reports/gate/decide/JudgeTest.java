package dev.loopbench.reports.gate.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.gate.statistics.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {

    private final Judge judge = new Judge();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void verdict_interval_and_p_value_say_the_same(long seed) {
        Random random = new Random(seed);
        List<GatedCell> cells =
                CourseDriver.cells(1 + random.nextInt(6), random.nextInt(6) / 100.0);
        List<Shift> shifts = new ArrayList<>();
        while (shifts.size() < cells.size()) {
            double change = (random.nextInt(13) - 6) / 50.0;
            shifts.add(Shift.paired(values(random, 12 + random.nextInt(20), change)));
        }
        for (Judgement judgement : judge.judge(cells, shifts, 0.05)) {
            double margin = cells.get(0).marginLog();
            Verdict expected =
                    judgement.lower() > margin
                            ? Verdict.CANDIDATE
                            : judgement.upper() < -margin
                                    ? Verdict.IMPROVEMENT
                                    : judgement.upper() <= margin
                                            ? Verdict.NO_REGRESSION
                                            : Verdict.INCONCLUSIVE;
            assertThat(judgement.verdict()).as("seed %s: %s", seed, judgement).isEqualTo(expected);
            assertThat(judgement.pValue() <= judgement.level())
                    .as("seed %s", seed)
                    .isEqualTo(expected == Verdict.CANDIDATE);
            assertThat(judgement.shift().estimate())
                    .isBetween(judgement.lower(), judgement.upper());
        }
    }

    @Test
    void two_samples_without_pairs_are_judged_as_well() {
        Random random = new Random(3);
        double[] base = values(random, 20, 1);
        double[] same = values(random, 18, 1);
        double[] slower = values(random, 20, 1.3);

        List<Judgement> judgements =
                judge.judge(
                        CourseDriver.cells(3, 0.10),
                        List.of(
                                Shift.unpaired(base, slower),
                                Shift.unpaired(base, same),
                                Shift.unpaired(slower, base)),
                        0.01);

        assertThat(judgements)
                .extracting(Judgement::verdict)
                .containsExactly(Verdict.CANDIDATE, Verdict.NO_REGRESSION, Verdict.IMPROVEMENT);
        assertThat(judgements.get(1).shift().size()).isEqualTo(18);
        assertThat(judgements).allMatch(judgement -> judgement.detectable() > Math.log(1.1));
        assertThat(judgements).allMatch(judgement -> judgement.confirmation() == null);
    }

    @Test
    void a_sample_against_itself_has_not_changed() {
        double[] values = values(new Random(1), 15, 0);

        Judgement judgement =
                judge.judge(
                                CourseDriver.cells(1, 0.10),
                                List.of(Shift.unpaired(values, values)),
                                0.01)
                        .get(0);

        assertThat(judgement.verdict()).isEqualTo(Verdict.NO_REGRESSION);
        assertThat(judgement.shift().estimate()).isZero();
    }

    @Test
    void counts_that_are_all_equal_are_within_a_margin_of_nothing() {
        Judgement judgement =
                judge.judge(CourseDriver.cells(1, 0), List.of(Shift.paired(new double[12])), 0.0025)
                        .get(0);

        assertThat(judgement.verdict()).isEqualTo(Verdict.NO_REGRESSION);
    }

    @Test
    void where_no_bound_is_finite_nothing_is_detectable() {
        Judgement judgement =
                judge.judge(CourseDriver.cells(1, 0.03), List.of(Shift.paired(1, 2, 3)), 0.01)
                        .get(0);

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.detectable()).isInfinite();
    }

    @Test
    void a_cell_without_a_shift_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> judge.judge(CourseDriver.cells(2, 0), List.of(), 0.01))
                .withMessage("2 cells, but the shifts of 0");
    }

    private static double[] values(Random random, int count, double change) {
        return random.doubles(count).map(none -> change + 0.02 * random.nextGaussian()).toArray();
    }
}
