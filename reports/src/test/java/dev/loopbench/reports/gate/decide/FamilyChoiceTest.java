package dev.loopbench.reports.gate.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.reports.gate.model.GatedCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which cells a family is made of where nobody has named them. */
class FamilyChoiceTest {

    private static final double MARGIN = 0.03;
    private static final int PILOT_PAIRS = 6;

    @Test
    void what_scatters_too_much_to_find_a_change_is_left_out() {
        assertThat(choose(rules(30), 0.02, 0.5, 0.02)).containsExactly(0, 2);
    }

    @Test
    void nothing_is_left_where_nothing_can_decide() {
        assertThat(choose(rules(30), 0.5, 0.6)).isEmpty();
    }

    /** Without a scatter it is the number of pairs alone that limits a family: 2^-n. */
    @Test
    void pairs_too_few_for_all_keep_the_first_ones() {
        assertThat(choose(rules(9), 0, 0, 0)).containsExactly(0);
        assertThat(choose(rules(10), 0, 0, 0)).containsExactly(0, 1);
        assertThat(choose(rules(11), 0, 0, 0)).containsExactly(0, 1, 2);
        assertThat(choose(rules(8), 0, 0, 0)).isEmpty();
    }

    @Test
    void a_cell_that_could_not_decide_among_many_can_among_few() {
        double[] hopeless = new double[20];
        Arrays.fill(hopeless, 0.5);
        double borderline = 0.146;
        assertThat(choose(rules(30), borderline)).containsExactly(0);

        double[] many = new double[30];
        Arrays.fill(many, 0.01);
        many[0] = borderline;
        assertThat(choose(rules(30), many)).doesNotContain(0).hasSize(29);

        double[] withHopeless = new double[30];
        Arrays.fill(withHopeless, 0.5);
        withHopeless[0] = borderline;
        assertThat(choose(rules(30), withHopeless)).containsExactly(0);
    }

    @Test
    void counters_hold_to_their_own_margins() {
        FamilyChoice choice = new FamilyChoice(rules(30), 0.04);
        double[] pilot = pilot(0.01);
        double counter = choice.detectableShare(CourseDriver.cell("counter", 0.005), pilot, 1);
        double time = choice.detectableShare(CourseDriver.cell("time", 0.03), pilot, 1);

        assertThat(Math.log1p(time) - Math.log1p(counter))
                .isCloseTo(Math.log(1.03 / 1.005), org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void a_quiet_machine_gets_the_usual_pairs_and_a_noisy_one_as_many_as_it_takes() {
        assertThat(pairsFor(0.02)).isEqualTo(30);
        assertThat(pairsFor(0.09)).isBetween(31, 67);
        assertThat(pairsFor(0.5)).isEqualTo(68);
        // The best of them is enough.
        assertThat(pairsFor(0.5, 0.02)).isEqualTo(30);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    /** As large as can be, in order, and each of them decides in a family of that size. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_larger_family_decides(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] sigmas = random.doubles(random.nextInt(1, 14), 0, 0.3).toArray();
        FamilyChoice choice =
                new FamilyChoice(rules(random.nextInt(8, 60)), random.nextDouble(0.05, 0.4));
        List<GatedCell> cells = CourseDriver.cells(sigmas.length, MARGIN);
        List<double[]> pilot = pilots(sigmas);

        List<Integer> chosen = choice.choose(cells, pilot);

        assertThat(chosen).as("seed %d", seed).isSorted();
        assertThat(deciding(choice, cells, pilot, Math.max(1, chosen.size())))
                .as("seed %d", seed)
                .containsAll(chosen);
        for (int larger = chosen.size() + 1; larger <= sigmas.length; larger++) {
            assertThat(deciding(choice, cells, pilot, larger))
                    .as("seed %d", seed)
                    .hasSizeLessThan(larger);
        }
    }

    private static List<Integer> deciding(
            FamilyChoice choice, List<GatedCell> cells, List<double[]> pilot, int family) {
        List<Integer> deciding = new ArrayList<>();
        for (int cell = 0; cell < cells.size(); cell++) {
            if (choice.detectableShare(cells.get(cell), pilot.get(cell), family)
                    <= choice.coarsestShare()) {
                deciding.add(cell);
            }
        }
        return deciding;
    }

    private static List<Integer> choose(Rules rules, double... sigmas) {
        return new FamilyChoice(rules, FamilyChoice.COARSEST_SHARE)
                .choose(CourseDriver.cells(sigmas.length, MARGIN), pilots(sigmas));
    }

    private static int pairsFor(double... sigmas) {
        List<Integer> all = new ArrayList<>();
        for (int cell = 0; cell < sigmas.length; cell++) {
            all.add(cell);
        }
        return new FamilyChoice(rules(30), FamilyChoice.PLANNED_SHARE)
                .pairsFor(CourseDriver.cells(sigmas.length, MARGIN), pilots(sigmas), all, 68);
    }

    private static List<double[]> pilots(double... sigmas) {
        return Arrays.stream(sigmas).mapToObj(FamilyChoiceTest::pilot).toList();
    }

    /** With just this standard deviation. */
    private static double[] pilot(double sigma) {
        double each = sigma * Math.sqrt((PILOT_PAIRS - 1.0) / PILOT_PAIRS);
        double[] pilot = new double[PILOT_PAIRS];
        for (int pair = 0; pair < PILOT_PAIRS; pair++) {
            pilot[pair] = pair % 2 == 0 ? each : -each;
        }
        return pilot;
    }

    private static Rules rules(int pairs) {
        return new Rules(0.01, pairs, 8);
    }
}
