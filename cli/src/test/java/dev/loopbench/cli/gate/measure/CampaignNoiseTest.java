package dev.loopbench.cli.gate.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Stage;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
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
        assertThat(comparison.outcome().kind().word()).isEqualTo("no regression");
        assertThat(comparison.pairs().get(1).redone()).singleElement().asString().contains(why);
        assertThat(comparison.warnings()).anyMatch(warning -> warning.id() == Warning.Kind.REDONE);
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
    void a_machine_that_stays_busy_is_waited_for_until_the_budget_is_over() throws Exception {
        CampaignFixture campaign = disturbed(fork -> true).budget(600).detecting(0.1);
        Comparison comparison = campaign.beside(busyForLooks(campaign, 1_000)).run();

        assertThat(comparison.outcome().kind().word()).isEqualTo("too noisy");
        assertThat(comparison.outcome().exitCode()).isEqualTo(14);
        assertThat(comparison.outcome().sentence())
                .contains("1 of 1 attempts at a pair were disturbed")
                .contains("a neighbour", "the 10m of --budget are over");
        assertThat(comparison.durationNanos()).isBetween(seconds(600), seconds(601));
        // A fork that was disturbed spares the other one of its pair, and no look starts one.
        assertThat(campaign.forks().started()).hasSize(3);
        // Pauses grow to a quarter of a minute.
        assertThat(campaign.waits()).hasSizeBetween(600 / 15, 600 / 15 + 6);
    }

    @Test
    void without_a_budget_two_minutes_are_lost_to_a_busy_machine_and_no_more() throws Exception {
        CampaignFixture campaign = disturbed(fork -> true);
        Comparison comparison = campaign.beside(busyForLooks(campaign, 1_000)).run();

        assertThat(comparison.outcome().exitCode()).isEqualTo(14);
        assertThat(comparison.outcome().sentence())
                .contains("2m were lost to that, and only --budget allows for more");
        assertThat(comparison.durationNanos()).isBetween(seconds(120), seconds(125));
    }

    @Test
    void what_disturbs_forks_but_no_look_uses_up_the_same_time() throws Exception {
        CampaignFixture campaign = disturbed(fork -> true);
        Comparison comparison = campaign.run();

        assertThat(comparison.outcome().exitCode()).isEqualTo(14);
        assertThat(comparison.durationNanos()).isBetween(seconds(120), seconds(125));
        assertThat(campaign.forks().started()).hasSizeLessThan(20);
    }

    @Test
    void once_the_neighbour_is_gone_the_campaign_goes_on_to_its_verdict() throws Exception {
        CampaignFixture campaign = disturbed(fork -> fork >= 4 && fork < 8);
        Comparison comparison = campaign.beside(busyForLooks(campaign, 5)).run();

        assertThat(comparison.outcome().kind().word()).isEqualTo("no regression");
        assertThat(comparison.pairs().stream().mapToInt(pair -> pair.redone().size()).sum())
                .isEqualTo(4);
        assertThat(campaign.waits()).hasSize(5 + 4);
    }

    @Test
    void nobody_looks_while_nothing_is_disturbed() throws Exception {
        CampaignFixture campaign = CampaignFixture.scattering(0.01, 1, 1);
        Comparison comparison = campaign.beside(busyForLooks(campaign, 1_000)).run();

        assertThat(comparison.outcome().kind().word()).isEqualTo("no regression");
        assertThat(campaign.waits()).isEmpty();
    }

    @Test
    void an_interrupt_ends_the_wait_and_keeps_what_there_is() throws Exception {
        CampaignFixture campaign = disturbed(fork -> fork >= 8).budget(600).detecting(0.1);
        Comparison comparison =
                campaign.beside(busyForLooks(campaign, 1_000)).interruptedAfterWaits(3).run();

        assertThat(comparison.outcome().kind().word()).isEqualTo("interrupted");
        assertThat(comparison.pairs()).hasSize(3);
        assertThat(campaign.waits()).hasSize(3);
    }

    @Test
    void controls_wait_as_campaigns_do() throws Exception {
        CampaignFixture campaign = disturbed(fork -> fork == 2);
        Comparison comparison = campaign.beside(busyForLooks(campaign, 3)).controls(5);

        assertThat(comparison.complete()).isTrue();
        assertThat(comparison.pairs()).hasSize(5);
        assertThat(campaign.waits()).hasSize(4);
    }

    private static CampaignFixture disturbed(IntPredicate forks) {
        return CampaignFixture.of(
                (side, fork) ->
                        GoldenReport.classic()
                                .with("/host/stealShare", forks.test(fork) ? 0.5 : 0.0)
                                .report());
    }

    /** A neighbour that is there for so many looks, of half a second each. */
    private static MachineLoad busyForLooks(CampaignFixture campaign, int looks) {
        AtomicInteger left = new AtomicInteger(looks);
        return () -> {
            campaign.clock().sleep(TimeUnit.MILLISECONDS.toNanos(500));
            return left.getAndDecrement() > 0 ? Optional.of("a neighbour") : Optional.empty();
        };
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
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
        assertThat(comparison.pairs().subList(0, 6)).allMatch(p -> p.stage() == Stage.CONTROL);
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
