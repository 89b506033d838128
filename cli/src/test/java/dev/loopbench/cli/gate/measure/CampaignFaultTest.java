package dev.loopbench.cli.gate.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.cli.option.UsageException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Comparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No verdict rests on a fork that cannot be trusted. */
final class CampaignFaultTest {

    /** In the fourth pair: the trial's two forks and three pairs of two come first. */
    private static final int FAULTY_FORK = 8;

    @ParameterizedTest
    @CsvSource({"FAILED,failed,1", "WRONG_RESULT,wrong result,15", "INTERRUPTED,failed,1"})
    void a_failed_fork_ends_the_campaign(ForkFailure.Kind kind, String word, int code)
            throws Exception {
        Comparison comparison =
                withFault(
                        () -> {
                            throw new ForkFailure(kind, "ended with exit code 3; it said: boom");
                        });
        assertThat(comparison.outcome().kind().word()).isEqualTo(word);
        assertThat(comparison.outcome().exitCode()).isEqualTo(code);
        assertThat(comparison.outcome().sentence())
                .matches("the (base|head) fork of pair 4 .* it said: boom\\.");
        assertThat(comparison.complete()).isFalse();
        assertThat(comparison.pairs()).hasSize(3);
    }

    @Test
    void a_report_that_is_not_complete_is_a_fault() throws Exception {
        Comparison comparison =
                withFault(() -> GoldenReport.classic().with("/run/ending", "interrupted").report());
        assertThat(comparison.outcome().sentence()).contains("its report is not complete");
        assertThat(comparison.outcome().exitCode()).isEqualTo(1);
    }

    @Test
    void failed_operations_are_a_fault() throws Exception {
        Comparison comparison =
                withFault(() -> GoldenReport.classic().with("/operations/0/errors", 2).report());
        assertThat(comparison.outcome().sentence()).contains("had 2 failed operations");
    }

    @Test
    void other_work_is_a_fault_and_the_difference_is_named() throws Exception {
        Comparison comparison =
                withFault(() -> GoldenReport.classic().with("/config/load/jobs", 6).report());
        assertThat(comparison.outcome().sentence())
                .contains("did other work than the first one: config.load.jobs is 6, not 5");
        assertThat(comparison.outcome().exitCode()).isEqualTo(1);
    }

    @Test
    void another_pool_is_the_same_work() throws Exception {
        Comparison comparison =
                withFault(() -> GoldenReport.classic().with("/config/pool/threads", 8).report());
        assertThat(comparison.outcome().kind().word()).isNotEqualTo("failed");
    }

    @Test
    void a_missing_cell_fails_and_never_passes() throws Exception {
        Comparison comparison =
                withFault(
                        () -> GoldenReport.classic().with("/repeats/0/makespanNanos", 0).report());
        assertThat(comparison.outcome().kind().word()).isEqualTo("failed");
        assertThat(comparison.outcome().sentence()).contains("has no makespan to compare");
    }

    @Test
    void a_command_that_cannot_be_started_is_bad_usage() {
        CampaignFixture campaign =
                CampaignFixture.of(
                        (side, fork) -> {
                            throw new ForkFailure(
                                    ForkFailure.Kind.UNSTARTABLE, "could not be started: no");
                        });
        assertThatThrownBy(campaign::run)
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--base could not be started");
    }

    /** What a fork gives in place of a good report. */
    private interface Fault {

        Report report() throws ForkFailure;
    }

    private static Comparison withFault(Fault fault) throws UsageException {
        return CampaignFixture.of(
                        (side, fork) ->
                                fork == FAULTY_FORK
                                        ? fault.report()
                                        : GoldenReport.withMakespan(1e9))
                .run();
    }
}
