package dev.loopbench.cli.gate.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.cli.option.UsageException;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Varied;
import org.junit.jupiter.api.Test;

/** Sides that differ in what they were asked to do. */
final class CampaignVaryTest {

    @Test
    void sides_of_other_work_are_refused_with_all_that_differs_and_the_option() throws Exception {
        Comparison comparison = campaign().run();

        assertThat(comparison.outcome().kind().word()).isEqualTo("not comparable");
        assertThat(comparison.outcome().exitCode()).isEqualTo(13);
        assertThat(comparison.outcome().sentence())
                .isEqualTo(
                        "base and head differ in iterations (100000, 115000), jobs (5, 6); if that"
                                + " is what you want to compare: --vary iterations --vary jobs.");
        assertThat(comparison.pairs()).isEmpty();
    }

    @Test
    void what_is_left_to_name_is_named() throws Exception {
        assertThat(campaign().varying("jobs").run().outcome().sentence())
                .startsWith("base and head differ in iterations (100000, 115000); if that");
    }

    @Test
    void what_differs_on_purpose_is_compared_and_shown() throws Exception {
        Comparison comparison = campaign().varying("iterations", "jobs", "threads").run();

        assertThat(comparison.outcome().kind().word()).isEqualTo("no regression");
        assertThat(comparison.varied())
                .containsExactly(
                        new Varied("iterations", "100000", "115000"),
                        new Varied("jobs", "5", "6"),
                        new Varied("threads", "4", "4"));
    }

    @Test
    void each_side_still_does_what_it_did_first() throws Exception {
        CampaignFixture campaign =
                CampaignFixture.of(
                                (side, fork) ->
                                        GoldenReport.classic()
                                                .with(
                                                        "/config/parameters/iterations",
                                                        side == Side.HEAD
                                                                ? "" + (fork < 6 ? 1000 : 2000)
                                                                : "500")
                                                .report())
                        .varying("iterations");
        Comparison comparison = campaign.run();

        assertThat(comparison.outcome().kind().word()).isEqualTo("failed");
        assertThat(comparison.outcome().sentence())
                .startsWith("the head fork of pair ")
                .contains("config.parameters", "2000", "1000");
    }

    @Test
    void another_pool_needs_no_naming() throws Exception {
        Comparison comparison =
                CampaignFixture.of(
                                (side, fork) ->
                                        GoldenReport.classic()
                                                .with(
                                                        "/config/pool/threads",
                                                        side == Side.HEAD ? 8 : 4)
                                                .report())
                        .run();

        assertThat(comparison.outcome().kind().word()).isEqualTo("no regression");
    }

    @Test
    void another_workload_is_no_parameter() throws Exception {
        Comparison comparison =
                CampaignFixture.of(
                                (side, fork) ->
                                        GoldenReport.classic()
                                                .with(
                                                        "/config/workload",
                                                        side == Side.HEAD ? "scrypt" : "pbkdf2")
                                                .report())
                        .run();

        assertThat(comparison.outcome().kind().word()).isEqualTo("failed");
        assertThat(comparison.outcome().sentence())
                .contains("config.workload is scrypt, not pbkdf2");
    }

    @Test
    void a_parameter_that_neither_side_has_is_refused() {
        assertThatThrownBy(() -> CampaignFixture.scattering(0.01, 1, 1).varying("chunk").run())
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--vary chunk: there is no such parameter; there are digest, iterations,"
                                + " jobs, key-length, no-slow-lane, repeat, threads.");
    }

    @Test
    void a_campaign_that_goes_on_has_to_vary_the_same() throws Exception {
        Comparison earlier = campaign().varying("iterations", "jobs").run();
        Comparison later = campaign().varying("iterations", "jobs", "threads").with(earlier).run();

        assertThat(later.outcome().kind().word()).isEqualTo("not comparable");
        assertThat(later.outcome().sentence()).contains("the list of --vary");
    }

    private static CampaignFixture campaign() {
        return CampaignFixture.of(
                (side, fork) ->
                        side == Side.BASE
                                ? GoldenReport.classic().report()
                                : GoldenReport.classic()
                                        .with("/config/parameters/iterations", "115000")
                                        .with("/config/load/jobs", 6)
                                        .report());
    }
}
