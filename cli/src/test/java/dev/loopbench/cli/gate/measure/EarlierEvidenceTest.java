package dev.loopbench.cli.gate.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.cli.option.UsageException;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A campaign that goes on with the pairs of an earlier one. */
final class EarlierEvidenceTest {

    @Test
    void earlier_pairs_count_and_so_do_the_looks_they_have_spent() throws Exception {
        Comparison earlier = CampaignFixture.scattering(0.3, 1, 4).run();
        Comparison later =
                CampaignFixture.scattering(0.3, 1, 5).rules(0.01, 45).with(earlier).run();
        assertThat(CampaignTest.stages(later, "look")).isEqualTo(45);
        assertThat(later.terms().looksSpent()).isEqualTo(4);
        assertThat(later.terms().looks()).hasSize(4);
        assertThat(later.terms().looks().get(3).budgetShare()).isLessThan(0.08);
        assertThat(later.terms().earlier()).containsExactly("id");
        assertThat(later.pairs()).startsWith(earlier.pairs().toArray(Comparison.Pair[]::new));
        assertThat(later.pairs()).extracting(Comparison.Pair::index).doesNotHaveDuplicates();
    }

    @Test
    void a_plan_counts_on_the_looks_that_are_left_only() throws Exception {
        Comparison earlier = CampaignFixture.scattering(0.01, 1, 4).run();
        Comparison anew = CampaignFixture.scattering(0.01, 1, 5).detecting(0.1).run();
        Comparison later =
                CampaignFixture.scattering(0.01, 1, 5).with(earlier).detecting(0.1).run();

        assertThat(earlier.terms().looksSpent()).isEqualTo(1);
        assertThat(needed(anew)).isLessThanOrEqualTo(12);
        assertThat(needed(later)).isGreaterThan(12);
    }

    private static int needed(Comparison comparison) {
        Comparison.Plan plan = Objects.requireNonNull(comparison.plan());
        return Objects.requireNonNull(plan.cells().get(0).pairsNeeded());
    }

    @Test
    void what_an_interrupted_campaign_left_is_gone_on_with() throws Exception {
        Comparison earlier = CampaignFixture.scattering(0.01, 1, 6).interruptedAfter(5).run();
        CampaignFixture campaign = CampaignFixture.scattering(0.01, 1, 7).with(earlier);
        Comparison later = campaign.run();
        assertThat(later.outcome().kind().word()).isEqualTo("no regression");
        assertThat(CampaignTest.stages(later, "look")).isEqualTo(12);
        assertThat(campaign.forks().started()).hasSize(2 + 2 * (later.pairs().size() - 5));
    }

    @Test
    void pairs_that_confirmed_are_kept_and_are_no_evidence_again() throws Exception {
        Comparison earlier = CampaignFixture.scattering(0.01, 1.2, 2).run();
        Comparison later = CampaignFixture.scattering(0.01, 1.2, 3).with(earlier).run();
        assertThat(CampaignTest.stages(earlier, "confirm")).isEqualTo(8);
        assertThat(CampaignTest.stages(later, "confirm")).isEqualTo(16);
        assertThat(later.cells().get(0).confirmation())
                .isNotNull()
                .extracting(CellResult.Confirmation::pairs)
                .isEqualTo(8);
    }

    @Test
    void other_cells_are_not_comparable() throws Exception {
        Comparison earlier = CampaignFixture.scattering(0.3, 1, 4).run();
        Comparison later =
                CampaignFixture.scattering(0.3, 1, 5)
                        .rules(0.01, 45)
                        .gating("loop.utilization")
                        .with(earlier)
                        .run();
        assertThat(later.outcome().exitCode()).isEqualTo(13);
        assertThat(later.outcome().sentence())
                .contains("the list of gated cells was [makespan] there");
    }

    @Test
    void other_promises_are_not_comparable() throws Exception {
        Comparison earlier = CampaignFixture.scattering(0.3, 1, 4).run();
        Comparison later =
                CampaignFixture.scattering(0.3, 1, 5).rules(0.05, 45).with(earlier).run();
        assertThat(later.outcome().exitCode()).isEqualTo(13);
        assertThat(later.outcome().sentence())
                .contains("the share of false alarms was 0.01 there, and is 0.05 now");
    }

    @Test
    void another_pool_on_one_side_is_another_side() throws Exception {
        Comparison earlier = CampaignFixture.scattering(0.3, 1, 4).run();
        Comparison later =
                CampaignFixture.of(
                                (side, fork) ->
                                        GoldenReport.classic()
                                                .with(
                                                        "/config/pool/threads",
                                                        side == Side.HEAD ? 8 : 4)
                                                .report())
                        .rules(0.01, 45)
                        .with(earlier)
                        .run();
        assertThat(later.outcome().exitCode()).isEqualTo(13);
        assertThat(later.outcome().sentence())
                .contains("head's config.pool.threads was 4 there, and is 8 now");
    }

    @Test
    void fewer_pairs_than_there_are_already_are_refused() throws Exception {
        Comparison earlier = CampaignFixture.scattering(0.3, 1, 4).run();
        CampaignFixture campaign =
                CampaignFixture.scattering(0.3, 1, 5).rules(0.01, 20).with(earlier);
        assertThatThrownBy(campaign::run)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--pairs must be at least 30");
    }
}
