package dev.loopbench.reports.gate.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.model.Stage;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.gate.statistics.ClopperPearson;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole campaigns, with their looks, controls and confirmations, of ten cells each. */
class CourseSimulationTest {

    private static final System.Logger LOG = System.getLogger(CourseSimulationTest.class.getName());

    private static final int CELLS = 10;
    private static final double MARGIN = 0.03;
    private static final Rules RULES = new Rules(0.01, 30, 8);

    private static final int NULL_CAMPAIGNS = 12_000;
    private static final int CHANGED_CAMPAIGNS = 1_000;

    /** Before a confirmation or after it, whatever came of it. */
    private static final Set<Verdict> ALARMS =
            Set.of(Verdict.CANDIDATE, Verdict.REGRESSION, Verdict.UNCONFIRMED, Verdict.UNTRUSTED);

    private static final Set<Verdict> REGRESSIONS = Set.of(Verdict.REGRESSION);

    @Test
    void campaigns_without_a_change_hardly_ever_cry_wolf(TestReporter reporter) {
        List<List<Verdict>> campaigns = unchanged(0);
        ClopperPearson candidates = withAny(ALARMS, campaigns);
        ClopperPearson regressions = withAny(REGRESSIONS, campaigns);

        publish(reporter, "nothing changed: a candidate in", candidates);
        publish(reporter, "nothing changed: a regression in", regressions);
        assertThat(candidates.upperBound(0.05)).isLessThan(RULES.falseAlarmShare());
        assertThat(regressions.upperBound(0.05)).isLessThan(RULES.falseAlarmShare());
    }

    /** The hardest case: the true change of every cell is just what is allowed. */
    @Test
    void campaigns_with_changes_just_on_the_margin_keep_the_promise(TestReporter reporter) {
        List<List<Verdict>> campaigns = unchanged(Math.log1p(MARGIN));
        ClopperPearson candidates = withAny(ALARMS, campaigns);
        ClopperPearson regressions = withAny(REGRESSIONS, campaigns);

        publish(reporter, "changes on the margin: a candidate in", candidates);
        publish(reporter, "changes on the margin: a regression in", regressions);
        assertThat(candidates.lowerBound(0.05)).isLessThan(RULES.falseAlarmShare());
        assertThat(candidates.upperBound(0.05)).as("the budget is used").isGreaterThan(0.003);
        assertThat(regressions.upperBound(0.05)).isLessThan(RULES.falseAlarmShare());
    }

    /** Ten per cent in one of ten cells, with a scatter and a margin of three per cent. */
    @Test
    void campaigns_find_what_has_changed(TestReporter reporter) {
        List<List<Verdict>> campaigns =
                simulate(
                        CHANGED_CAMPAIGNS,
                        seed -> {
                            SplittableRandom random = new SplittableRandom(seed);
                            return verdicts(stage -> oneChanged(random, 0.03, stage));
                        });
        ClopperPearson found = withAny(REGRESSIONS, campaigns);

        publish(reporter, "one cell 10 % worse: a regression in", found);
        assertThat(found.events()).isGreaterThanOrEqualTo((int) (0.95 * found.trials()));
        assertThat(campaigns.stream().flatMap(cells -> cells.stream().skip(1)))
                .as("in the cells that have not changed")
                .doesNotContain(Verdict.REGRESSION);
    }

    /** Eight fresh pairs would confirm half of these. */
    @Test
    void what_was_found_in_noisy_cells_is_found_again(TestReporter reporter) {
        Rules patient = new Rules(0.01, 68, 8);
        List<List<Verdict>> campaigns =
                simulate(
                        CHANGED_CAMPAIGNS,
                        seed -> {
                            SplittableRandom random = new SplittableRandom(seed);
                            return verdicts(patient, stage -> oneChanged(random, 0.08, stage));
                        });
        ClopperPearson candidates = withAny(ALARMS, campaigns);
        ClopperPearson found = withAny(REGRESSIONS, campaigns);

        publish(reporter, "one noisy cell 10 % worse: a candidate in", candidates);
        publish(reporter, "one noisy cell 10 % worse: a regression in", found);
        assertThat(found.events()).isGreaterThanOrEqualTo((int) (0.8 * candidates.events()));
    }

    /** The family is what a pilot leaves of the candidates, as where the user names no cells. */
    @Test
    void campaigns_that_choose_their_cells_keep_the_promise(TestReporter reporter) {
        for (double change : new double[] {0, Math.log1p(MARGIN)}) {
            List<List<Verdict>> campaigns =
                    simulate(NULL_CAMPAIGNS, seed -> chosen(new Candidates(seed), change));
            ClopperPearson candidates = withAny(ALARMS, campaigns);
            String what = change == 0 ? "nothing changed" : "changes on the margin";
            publish(reporter, what + ", cells chosen: a candidate in", candidates);
            assertThat(candidates.upperBound(0.05)).isLessThan(RULES.falseAlarmShare() * 1.25);
            assertThat(candidates.lowerBound(0.05)).isLessThan(RULES.falseAlarmShare());
            assertThat(withAny(REGRESSIONS, campaigns).upperBound(0.05))
                    .isLessThan(RULES.falseAlarmShare());
        }
    }

    /**
     * A delay of 15 % in the work shows in the pace, the response, the service and the medians; the
     * rest of the candidates scatter as they like. On machines whose forks differ by up to 14 %.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.03, 0.06, 0.10, 0.14})
    void campaigns_that_choose_their_cells_find_fifteen_per_cent(
            double sigma, TestReporter reporter) {
        List<List<Verdict>> campaigns =
                simulate(
                        CHANGED_CAMPAIGNS,
                        seed -> chosen(new Candidates(seed, sigma), Math.log1p(0.15)));
        ClopperPearson found = withAny(REGRESSIONS, campaigns);
        publish(reporter, "15 % worse at sigma " + sigma + ": a regression in", found);
        assertThat(found.events()).isGreaterThanOrEqualTo((int) (0.9 * found.trials()));
    }

    /** One campaign: a pilot, the choice, and the course of what it leaves. */
    private static List<Verdict> chosen(Candidates candidates, double change) {
        List<double[]> pilot = candidates.pilot();
        List<GatedCell> all = CourseDriver.cells(Candidates.COUNT, MARGIN);
        int pairs =
                new FamilyChoice(RULES, FamilyChoice.PLANNED_SHARE)
                        .pairsFor(all, pilot, List.of(0, 1, 2), ErrorBudget.scheduledPairs(4));
        Rules rules = new Rules(RULES.falseAlarmShare(), pairs, RULES.confirmPairs());
        List<Integer> family =
                new FamilyChoice(rules, FamilyChoice.COARSEST_SHARE).choose(all, pilot);
        if (family.isEmpty()) {
            return List.of();
        }
        Course course = new Course(rules, family.stream().map(all::get).toList(), 0);
        for (int pair = 0; pair < Candidates.PILOT_PAIRS; pair++) {
            int index = pair;
            course.add(
                    Stage.CONTROL,
                    family.stream().mapToDouble(cell -> pilot.get(cell)[index]).toArray());
        }
        return CourseDriver.run(
                        course,
                        stage -> {
                            double[] pairOf = candidates.pair(stage == Stage.CONTROL ? 0 : change);
                            return family.stream().mapToDouble(cell -> pairOf[cell]).toArray();
                        })
                .judgements()
                .stream()
                .map(Judgement::verdict)
                .toList();
    }

    /** What a trial finds fit: some of it moves together, and each scatters by its own measure. */
    private static final class Candidates {

        static final int COUNT = 9;
        static final int PILOT_PAIRS = 6;

        /** The first ones show what has changed, all of it. */
        private static final int AFFECTED = 5;

        private static final double COMMON = Math.sqrt(0.8);

        private final SplittableRandom random;
        private final double[] sigmas;

        Candidates(int seed) {
            random = new SplittableRandom(seed);
            sigmas = random.doubles(COUNT, 0.01, 0.25).toArray();
        }

        Candidates(int seed, double sigma) {
            this(seed);
            Arrays.fill(sigmas, 0, AFFECTED, sigma);
        }

        List<double[]> pilot() {
            double[][] cells = new double[COUNT][PILOT_PAIRS];
            for (int pair = 0; pair < PILOT_PAIRS; pair++) {
                double[] differences = pair(0);
                for (int cell = 0; cell < COUNT; cell++) {
                    cells[cell][pair] = differences[cell];
                }
            }
            return List.of(cells);
        }

        double[] pair(double change) {
            double common = COMMON * random.nextGaussian();
            double[] differences = new double[COUNT];
            for (int cell = 0; cell < COUNT; cell++) {
                double own = Math.sqrt(1 - COMMON * COMMON) * random.nextGaussian();
                differences[cell] = (cell < AFFECTED ? change : 0) + sigmas[cell] * (common + own);
            }
            return differences;
        }
    }

    private static double[] oneChanged(SplittableRandom random, double sigma, Stage stage) {
        double[] differences = new double[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            differences[cell] = sigma * random.nextGaussian();
        }
        differences[0] += stage == Stage.CONTROL ? 0 : Math.log1p(0.10);
        return differences;
    }

    private static List<List<Verdict>> unchanged(double change) {
        return simulate(
                NULL_CAMPAIGNS,
                seed -> {
                    Noise noise = new Noise(seed, CELLS);
                    return verdicts(stage -> noise.pair(stage == Stage.CONTROL ? 0 : change));
                });
    }

    private static List<List<Verdict>> simulate(int campaigns, IntFunction<List<Verdict>> run) {
        return IntStream.range(0, campaigns).parallel().mapToObj(run).toList();
    }

    private static List<Verdict> verdicts(CourseDriver.Pairs pairs) {
        return verdicts(RULES, pairs);
    }

    private static List<Verdict> verdicts(Rules rules, CourseDriver.Pairs pairs) {
        Course course = new Course(rules, CourseDriver.cells(CELLS, MARGIN), 0);
        return CourseDriver.run(course, pairs).judgements().stream()
                .map(Judgement::verdict)
                .toList();
    }

    private static ClopperPearson withAny(Set<Verdict> wanted, List<List<Verdict>> campaigns) {
        long events =
                campaigns.stream()
                        .filter(verdicts -> verdicts.stream().anyMatch(wanted::contains))
                        .count();
        return new ClopperPearson((int) events, campaigns.size());
    }

    private static void publish(TestReporter reporter, String what, ClopperPearson share) {
        String text =
                String.format(
                        Locale.ROOT,
                        "%d of %d campaigns (%.2f %%); one-sided 95 %% bounds %.3f and %.3f %%",
                        share.events(),
                        share.trials(),
                        100.0 * share.events() / share.trials(),
                        100 * share.lowerBound(0.05),
                        100 * share.upperBound(0.05));
        reporter.publishEntry(what, text);
        LOG.log(System.Logger.Level.INFO, "{0} {1}", what, text);
    }
}
