package dev.loopbench.probes.finding;

import static dev.loopbench.probes.finding.HostRulesTest.calm;
import static dev.loopbench.probes.finding.HostRulesTest.named;
import static dev.loopbench.probes.finding.HostRulesTest.rule;
import static dev.loopbench.probes.finding.HostRulesTest.severity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waiting work holds, what measuring costs, and time away on purpose. */
class MemoryAndProbesRulesTest {

    @Test
    void queued_work_without_bound_is_told_by_what_it_holds() {
        assertThat(rule(calm().held("pbkdf2", 63, 4096), "memory.queued")).isNull();
        Finding finding = named(calm().held("pbkdf2", 2970, 16_384), "memory.queued");

        assertThat(finding.title()).isEqualTo("Queued work held 2.90GiB at once");
        assertThat(finding.severity()).isEqualTo(Finding.Severity.WARN);
    }

    @Test
    void half_of_the_heap_is_wrong_however_small_the_heap_is() {
        assertThat(severity(calm().held("pbkdf2", 127, 256), "memory.queued"))
                .isEqualTo(Finding.Severity.INFO);
        assertThat(severity(calm().held("pbkdf2", 128, 256), "memory.queued"))
                .isEqualTo(Finding.Severity.WARN);
    }

    @Test
    void what_no_job_holds_was_written_and_not_taken() {
        Finding finding = named(calm().held("pipe", 50, 4096), "memory.backpressure");

        assertThat(finding.title())
                .isEqualTo("pipe wrote faster than the other end took it: 50MiB waited in memory");
        assertThat(finding.advice()).contains("drain");
    }

    @Test
    void probes_that_take_a_twentieth_of_the_run_are_told_and_lower_every_confidence() {
        Run blocked = calm().returns(60, 118).stallParts(120, 118, 0, 0L).loop(0.9, 118);

        assertThat(rule(blocked.probeEvents(999_999), "probes.cost")).isNull();
        assertThat(named(blocked, "loop.blocked.cpu").confidence())
                .isEqualTo(Finding.Confidence.HIGH);
        assertThat(named(blocked.probeEvents(1_000_000), "probes.cost").title())
                .isEqualTo("Measuring took 5.0% of the run: it shows in all figures");
        assertThat(named(blocked, "loop.blocked.cpu").confidence())
                .isEqualTo(Finding.Confidence.MEDIUM);
    }

    @Test
    void a_reader_that_pauses_on_purpose_comes_before_the_callbacks_that_feed_it() {
        List<Finding> findings =
                new Run(4, 8)
                        .operations(200)
                        .outsideLegs(1_500)
                        .away(200 * 1_280)
                        .lasting(8_000)
                        .loop(0.6, 60)
                        .stall(60, "connection", null)
                        .findings();

        assertThat(findings.get(0).rule()).isEqualTo("work.elsewhere");
        assertThat(findings.get(0).confidence()).isEqualTo(Finding.Confidence.HIGH);
    }
}
