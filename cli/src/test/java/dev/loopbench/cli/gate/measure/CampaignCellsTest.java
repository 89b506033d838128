package dev.loopbench.cli.gate.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.cli.option.UsageException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.DroppedCell;
import dev.loopbench.reports.gate.model.Stage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a campaign gates where the user names nothing. */
final class CampaignCellsTest {

    private static final double MS = 1e6;

    @Test
    void the_pace_and_the_means_decide_and_what_cannot_is_named() throws Exception {
        Comparison comparison = campaign(1.15, 0.02, 1).run();

        assertThat(comparison.outcome().kind().word()).isEqualTo("regression");
        assertThat(comparison.outcome().exitCode()).isEqualTo(10);
        assertThat(gated(comparison))
                .containsExactly(
                        "loop.wakeups",
                        "loop.empty-polls",
                        "pool.hand-offs",
                        "allocated",
                        "makespan",
                        "response.mean",
                        "service.mean",
                        "wait.mean");
        assertThat(reason(comparison, "response.p50")).contains("5 operations are too few for p50");
        assertThat(reason(comparison, "return.mean")).contains("is what waking a thread takes");
        assertThat(reason(comparison, "loop.iterations"))
                .contains("forks of base differ by themselves, from ");
    }

    @Test
    void what_scatters_too_much_is_dropped_before_the_first_look_pair() throws Exception {
        CampaignFixture campaign =
                CampaignFixture.of(forks(1, 0.01, new Random(2), 0.6)).gatingNothingNamed();
        Comparison comparison = campaign.run();

        assertThat(gated(comparison)).contains("makespan").doesNotContain("wait.mean");
        assertThat(reason(comparison, "wait.mean"))
                .matches(
                        "scatters by \\d+(\\.\\d+)?% from pair to pair: 30 pairs find no change below .*");
        assertThat(comparison.outcome().kind().word()).isEqualTo("no regression");
        assertThat(comparison.pairs().subList(0, Planning.PILOT_PAIRS))
                .allMatch(pair -> pair.stage() == Stage.CONTROL);
    }

    /** A choice that looked at head would pick what happens to have moved. */
    @Test
    void head_has_no_part_in_the_choice() throws Exception {
        Comparison alike = campaign(1, 0.05, 3).run();
        Comparison slower = campaign(1.4, 0.05, 3).run();

        assertThat(gated(slower)).isEqualTo(gated(alike));
        assertThat(slower.dropped()).isEqualTo(alike.dropped());
    }

    @Test
    void where_nothing_that_matters_can_decide_no_look_pair_is_measured() throws Exception {
        CampaignFixture campaign = campaign(1.15, 0.9, 4);
        Comparison comparison = campaign.run();

        assertThat(comparison.outcome().kind().word()).isEqualTo("too noisy");
        assertThat(comparison.outcome().exitCode()).isEqualTo(14);
        assertThat(comparison.outcome().sentence())
                .startsWith("no change can be told from the noise here: makespan scatters by ")
                .contains("; response.mean scatters by ");
        assertThat(CampaignTest.stages(comparison, "look")).isZero();
        assertThat(comparison.dropped()).extracting(DroppedCell::name).contains("makespan");
    }

    @Test
    void few_pairs_keep_the_most_telling_cells_only() throws Exception {
        Comparison comparison = campaign(1.3, 0.005, 5).rules(0.01, 10).run();

        // Ten pairs can tell of two cells at most: 2^-10 lies below 0.25 % of one and of two.
        assertThat(gated(comparison)).containsExactlyInAnyOrder("makespan", "response.mean");
        assertThat(reason(comparison, "service.mean")).contains("more than 10 pairs");
        assertThat(comparison.outcome().kind().word()).isEqualTo("regression");
    }

    @Test
    void a_change_to_detect_decides_what_is_noisy() throws Exception {
        Comparison coarse = campaign(1, 0.04, 6).run();
        CampaignFixture fine = campaign(1, 0.04, 6).budget(200).detecting(0.04);

        assertThat(gated(coarse)).contains("makespan");
        assertThat(fine.run().outcome().sentence())
                .startsWith("--budget affords ")
                .contains("no change can be told from the noise here");
    }

    @Test
    void a_noisy_machine_is_given_more_pairs_than_a_quiet_one() throws Exception {
        Comparison quiet = campaign(1, 0.02, 7).run();
        Comparison noisy = campaign(1, 0.1, 7).run();

        assertThat(last(quiet)).isEqualTo(30);
        assertThat(last(noisy)).isBetween(31, 68);
    }

    @Test
    void a_campaign_that_goes_on_takes_the_choice_over() throws Exception {
        Comparison earlier = campaign(1, 0.05, 8).interruptedAfter(9).run();
        Comparison later =
                CampaignFixture.of(forks(1, 0.05, new Random(9), 0))
                        .gating(gated(earlier).toArray(String[]::new))
                        .with(earlier)
                        .run();

        assertThat(gated(later)).isEqualTo(gated(earlier));
        assertThat(later.dropped()).isEqualTo(earlier.dropped()).isNotEmpty();
    }

    @Test
    void cells_that_the_user_names_take_no_pilot_and_drop_nothing() throws Exception {
        Comparison comparison =
                CampaignFixture.of(forks(1, 0.01, new Random(10), 0)).gating("makespan").run();

        assertThat(comparison.dropped()).isNull();
        assertThat(comparison.pairs().get(0).stage()).isEqualTo(Stage.LOOK);
    }

    @Test
    void controls_alone_tell_what_a_campaign_would_drop() throws Exception {
        Comparison comparison = campaign(1, 0.02, 11).controls(10);

        assertThat(gated(comparison)).contains("makespan", "response.mean");
        assertThat(comparison.dropped()).extracting(DroppedCell::name).contains("return.mean");
    }

    @Test
    void a_margin_of_a_cell_that_is_none_of_the_candidates_is_refused() {
        assertThatThrownBy(() -> campaign(1, 0.02, 12).margin("response.p99", 0.1).run())
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--margin response.p99=... is of no gated cell");
    }

    private static CampaignFixture campaign(double factor, double sigma, long seed) {
        return CampaignFixture.of(forks(factor, sigma, new Random(seed), 0)).gatingNothingNamed();
    }

    /**
     * Forks of five jobs whose legs all scatter alike, the waiting leg by more; the loop turns as
     * often as it likes, and wakes up once for each job.
     */
    private static ScriptedForks.Script forks(
            double factor, double sigma, Random random, double waitSigma) {
        return (side, fork) -> {
            double pace =
                    (side == Side.HEAD ? factor : 1) * Math.exp(sigma * random.nextGaussian());
            double wait = 40 * MS * pace * Math.exp(waitSigma * random.nextGaussian());
            return report(pace, wait, 6 + random.nextInt(3));
        };
    }

    private static Report report(double pace, double waitNanos, long iterations) {
        return GoldenReport.classic()
                .with("/repeats/0/makespanNanos", Math.round(300 * MS * pace))
                .with("/operations/0/response/meanNanos", 220 * MS * pace)
                .with("/operations/0/service/meanNanos", 180 * MS * pace)
                .with("/operations/0/wait/meanNanos", waitNanos)
                .with("/loop/iterations", iterations)
                .with("/loop/wakeups", 5L)
                .report();
    }

    private static List<String> gated(Comparison comparison) {
        return comparison.cells().stream().filter(CellResult::gated).map(CellResult::name).toList();
    }

    private static int last(Comparison comparison) {
        List<Comparison.Look> looks = comparison.terms().looks();
        return looks.get(looks.size() - 1).pairs();
    }

    private static String reason(Comparison comparison, String cell) {
        return comparison.droppedCells().stream()
                .filter(dropped -> dropped.name().equals(cell))
                .map(DroppedCell::reason)
                .findFirst()
                .orElse("not dropped");
    }
}
