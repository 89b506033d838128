package dev.loopbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.reports.statistics.ClopperPearson;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

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

    private static List<Verdict> verdicts(Campaign.Pairs pairs) {
        return verdicts(RULES, pairs);
    }

    private static List<Verdict> verdicts(Rules rules, Campaign.Pairs pairs) {
        Course course = new Course(rules, Campaign.cells(CELLS, MARGIN), 0);
        return Campaign.run(course, pairs).judgements().stream().map(Judgement::verdict).toList();
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
