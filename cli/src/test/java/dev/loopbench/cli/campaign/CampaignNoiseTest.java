package dev.loopbench.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.reports.comparison.Comparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pairs that the machine disturbed, and plans it cannot hold. */
final class CampaignNoiseTest {

    @ParameterizedTest
    @CsvSource({
        "/host/stealShare,0.021,hypervisor",
        "/host/throttledNanos,4000000,quota",
        "/host/otherCpuCores,0.21,other processes"
    })
    void a_disturbed_pair_is_measured_anew_and_says_why(String place, double value, String why)
            throws Exception {
        CampaignFixture campaign =
                CampaignFixture.of(
                        (side, fork) -> {
                            GoldenReport report = GoldenReport.classic();
                            if (fork == 4) {
                                Object exact =
                                        place.endsWith("Nanos") ? (Object) (long) value : value;
                                report.with(place, exact);
                            }
                            return report.report();
                        });
        Comparison comparison = campaign.run();
        assertThat(comparison.outcome().word()).isEqualTo("no regression");
        assertThat(comparison.pairs().get(1).redone()).singleElement().asString().contains(why);
        assertThat(comparison.warnings()).anyMatch(warning -> warning.id().equals("redone"));
    }

    @ParameterizedTest
    @CsvSource({"/host/stealShare,0.02", "/host/throttledNanos,2900000", "/host/otherCpuCores,0.2"})
    void at_the_limits_a_pair_is_valid(String place, double value) throws Exception {
        Comparison comparison =
                CampaignFixture.of(
                                (side, fork) ->
                                        GoldenReport.classic()
                                                .with(
                                                        place,
                                                        place.endsWith("Nanos")
                                                                ? (Object) (long) value
                                                                : value)
                                                .report())
                        .run();
        assertThat(comparison.pairs()).allMatch(pair -> pair.redone().isEmpty());
    }

    @Test
    void a_machine_that_disturbs_every_pair_is_too_noisy() throws Exception {
        CampaignFixture campaign =
                CampaignFixture.of(
                        (side, fork) ->
                                GoldenReport.classic().with("/host/stealShare", 0.5).report());
        Comparison comparison = campaign.run();
        assertThat(comparison.outcome().word()).isEqualTo("too noisy");
        assertThat(comparison.outcome().exitCode()).isEqualTo(14);
        // A fork that was disturbed spares the other one of its pair.
        assertThat(campaign.forks().started()).hasSize(2 + PairMeasurement.REDONE_LEAST);
    }

    @Test
    void a_plan_tells_what_it_takes_before_the_first_look_pair() throws Exception {
        CampaignFixture campaign = CampaignFixture.scattering(0.01, 1, 11).detecting(0.1);
        Comparison comparison = campaign.run();
        assertThat(campaign.plans())
                .singleElement()
                .asString()
                .matches("10% in makespan needs \\d+ pairs, about .*");
        assertThat(comparison.plan()).isNotNull();
        assertThat(comparison.pairs().subList(0, 6)).allMatch(p -> p.stage().equals("control"));
        assertThat(CampaignTest.stages(comparison, "control")).isEqualTo(6);
    }

    @Test
    void a_plan_that_time_does_not_afford_ends_before_the_first_look_pair() throws Exception {
        CampaignFixture campaign =
                CampaignFixture.scattering(0.1, 1, 12).detecting(0.05).budget(120);
        Comparison comparison = campaign.run();
        assertThat(comparison.outcome().exitCode()).isEqualTo(14);
        assertThat(comparison.outcome().sentence()).contains("--budget affords");
        assertThat(CampaignTest.stages(comparison, "look")).isZero();
        assertThat(comparison.plan())
                .isNotNull()
                .extracting(Comparison.Plan::affordable)
                .isEqualTo(false);
    }

    @Test
    void a_budget_limits_the_pairs() throws Exception {
        Comparison comparison = CampaignFixture.scattering(0.3, 1, 13).budget(90).run();
        assertThat(comparison.durationNanos()).isLessThanOrEqualTo(90_000_000_000L);
        assertThat(CampaignTest.stages(comparison, "look")).isBetween(12L, 29L);
    }
}
