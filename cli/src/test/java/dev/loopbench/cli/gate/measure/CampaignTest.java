package dev.loopbench.cli.gate.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.cli.option.UsageException;
import dev.loopbench.reports.gate.document.ComparisonJsonWriter;
import dev.loopbench.reports.gate.document.ComparisonReader;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Pair;
import dev.loopbench.reports.gate.model.Stage;
import dev.loopbench.reports.gate.model.Verdict;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Campaigns from the trial to the verdict. */
final class CampaignTest {

    @Test
    void equal_sides_end_at_the_first_look() throws Exception {
        Comparison comparison = CampaignFixture.scattering(0.01, 1, 1).run();
        assertThat(comparison.outcome().kind().word()).isEqualTo("no regression");
        assertThat(comparison.outcome().exitCode()).isZero();
        assertThat(comparison.complete()).isTrue();
        assertThat(stages(comparison, "look")).isEqualTo(12);
        assertThat(stages(comparison, "control")).isEqualTo(3);
    }

    @Test
    void a_slower_head_is_confirmed_by_fresh_pairs() throws Exception {
        Comparison comparison = CampaignFixture.scattering(0.01, 1.2, 2).run();
        assertThat(comparison.outcome().kind().word()).isEqualTo("regression");
        assertThat(comparison.outcome().exitCode()).isEqualTo(10);
        assertThat(stages(comparison, "confirm")).isEqualTo(8);
        CellResult cell = comparison.cells().get(0);
        assertThat(cell.change().estimateShare()).isBetween(0.17, 0.23);
        assertThat(cell.change().lowerShare()).isLessThan(cell.change().estimateShare());
        assertThat(cell.change().upperShare()).isGreaterThan(cell.change().estimateShare());
        assertThat(cell.confirmation()).isNotNull();
    }

    @Test
    void a_faster_head_is_an_improvement() throws Exception {
        Comparison comparison = CampaignFixture.scattering(0.01, 0.8, 3).run();
        assertThat(comparison.outcome().kind().word()).isEqualTo("improvement");
        assertThat(comparison.outcome().exitCode()).isZero();
    }

    @Test
    void what_scatters_too_much_stays_inconclusive_and_fails_where_asked() throws Exception {
        Comparison comparison = CampaignFixture.scattering(0.3, 1, 4).run();
        assertThat(comparison.outcome().kind().word()).isEqualTo("inconclusive");
        assertThat(comparison.outcome().exitCode()).isEqualTo(11);
        assertThat(stages(comparison, "look")).isEqualTo(30);
        assertThat(comparison.terms().looksSpent()).isEqualTo(3);
    }

    @Test
    void forks_of_the_trial_are_no_evidence() throws Exception {
        CampaignFixture campaign =
                CampaignFixture.of(
                        (side, fork) ->
                                GoldenReport.withMakespan(fork < 2 ? 9e9 * (fork + 1) : 1e9));
        Comparison comparison = campaign.run();
        assertThat(comparison.cells().get(0).change().estimateShare()).isZero();
        assertThat(comparison.cells().get(0).observed().baseMedian()).isEqualTo(1e9);
        assertThat(campaign.forks().started()).hasSize(2 + 2 * comparison.pairs().size());
    }

    @Test
    void of_each_two_pairs_one_runs_head_first() throws Exception {
        Comparison comparison = CampaignFixture.scattering(0.01, 1, 5).run();
        List<Pair> looks =
                comparison.pairs().stream().filter(p -> p.stage() == Stage.LOOK).toList();
        for (int pair = 0; pair < looks.size(); pair += 2) {
            assertThat(looks.get(pair).headFirst()).isNotEqualTo(looks.get(pair + 1).headFirst());
        }
    }

    @Test
    void a_control_runs_base_twice() throws Exception {
        CampaignFixture campaign = CampaignFixture.scattering(0.01, 1, 6);
        Comparison comparison = campaign.run();
        long heads = campaign.forks().started().stream().filter(s -> s == Side.HEAD).count();
        assertThat(heads).isEqualTo(1 + stages(comparison, "look"));
    }

    @Test
    void the_comparison_is_kept_after_each_pair_and_can_be_read_back() throws Exception {
        CampaignFixture campaign = CampaignFixture.scattering(0.01, 1, 7);
        Comparison whole = campaign.run();
        assertThat(campaign.kept()).hasSameSizeAs(whole.pairs());
        Comparison first = campaign.kept().get(0);
        assertThat(first.complete()).isFalse();
        assertThat(first.outcome().kind().word()).isEqualTo("going on");
        for (Comparison kept : List.of(first, whole)) {
            StringBuilder json = new StringBuilder();
            new ComparisonJsonWriter().write(kept, json);
            assertThat(new ComparisonReader().read(new StringReader(json.toString())))
                    .isEqualTo(kept);
        }
    }

    @Test
    void an_interrupt_keeps_what_there_is() throws Exception {
        CampaignFixture campaign = CampaignFixture.scattering(0.01, 1, 8).interruptedAfter(5);
        Comparison comparison = campaign.run();
        assertThat(comparison.outcome().kind().word()).isEqualTo("interrupted");
        assertThat(comparison.outcome().exitCode()).isEqualTo(130);
        assertThat(comparison.complete()).isFalse();
        assertThat(comparison.pairs()).hasSize(5);
        assertThat(campaign.forks().isInterrupted()).isTrue();
    }

    @Test
    void controls_alone_judge_nothing_and_show_the_spread() throws Exception {
        CampaignFixture campaign = CampaignFixture.scattering(0.02, 1, 9);
        Comparison comparison = campaign.controls(20);
        assertThat(campaign.forks().started()).containsOnly(Side.BASE);
        CellResult cell = comparison.cells().get(0);
        assertThat(cell.name()).isEqualTo("makespan");
        assertThat(cell.verdict()).isEqualTo(Verdict.INFORMATION);
        assertThat(cell.observed().pairs()).isEqualTo(20);
        assertThat(cell.change().sigmaShare()).isBetween(0.015, 0.045);
    }

    @Test
    void a_cell_that_cannot_be_gated_is_refused_before_the_first_pair() {
        CampaignFixture campaign = CampaignFixture.scattering(0, 1, 1).gating("response.p99");
        assertThatThrownBy(campaign::run)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("response.p99 cannot be gated: in base's trial forks");
        assertThat(campaign.kept()).isEmpty();
    }

    @Test
    void a_cell_that_one_trial_fork_lacks_is_asked_of_a_second() throws Exception {
        CampaignFixture campaign =
                CampaignFixture.of((side, fork) -> GoldenReport.withMakespan(fork == 0 ? 0 : 1e9));
        Comparison comparison = campaign.run();
        assertThat(comparison.complete()).isTrue();
        assertThat(campaign.forks().started()).startsWith(Side.BASE, Side.HEAD, Side.BASE);
        assertThat(campaign.forks().started()).hasSize(3 + 2 * comparison.pairs().size());
    }

    static long stages(Comparison comparison, String stage) {
        return comparison.pairs().stream()
                .filter(pair -> pair.stage().word().equals(stage))
                .count();
    }
}
