package dev.loopbench.probes.node.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.merge.Part;
import dev.loopbench.probes.merge.ReportMerge;
import dev.loopbench.probes.result.EstimatedWait;
import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Probes;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Subject;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.result.Warning;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LiveReportTest {

    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void responses_are_the_observers_and_what_nobody_traced_has_no_legs() throws Exception {
        Report report = report(new Seen().job("pbkdf2", 10, 90).job("fs", 20, 30));

        assertThat(report.operations())
                .extracting(Operation::kind, Operation::count)
                .containsExactly(tuple("fs", 1L), tuple("pbkdf2", 1L));
        Operation.Legs legs = report.operations().get(1).legs();
        assertThat(legs.waitLeg()).isNull();
        assertThat(legs.unavailable())
                .containsEntry("wait", "nothing was traced: a test traces nothing");
        assertThat(report.operations().get(0).legs().unavailable().get("wait"))
                .contains("when a worker took a call of fs");
        assertThat(report.warnings()).extracting(Warning::id).contains(Warning.Kind.TRACE_NONE);
    }

    @Test
    void calls_that_do_not_come_back_are_named_and_nothing_is_said_to_be_well() throws Exception {
        Report report = report(new Seen().underWay("lookup", 9, 2_000));

        assertThat(report.findings())
                .extracting(Finding::title)
                .containsExactly("dns.lookup has not come back for 8.00s: 9 are under way");
    }

    @Test
    void calls_that_are_under_way_as_long_as_others_took_are_not_named() throws Exception {
        Report report =
                report(
                        new Seen()
                                .job("lookup", 0, 5_000)
                                .underWay("lookup", 1, 2_000)
                                .underWay("pbkdf2", 4, 1_000));

        assertThat(report.findings()).extracting(Finding::rule).doesNotContain("pool.unanswered");
    }

    @Test
    void of_a_queue_that_nobody_looked_at_there_is_no_depth() throws Exception {
        Report report = report(new Seen().job("pbkdf2", 10, 90));

        assertThat(report.pool().depth().depthMax()).isNull();
        assertThat(report.pool().depth().depthMean()).isNull();
        assertThat(report.pool().utilizationShare()).isNull();
        assertThat(report.pool().counts().completed()).isEqualTo(1);
        assertThat(report.pool().threads()).isEqualTo(4);
    }

    @Test
    void what_looking_took_is_what_threads_and_functions_did_that_are_there_for_it()
            throws Exception {
        Report report =
                report(
                        new Seen()
                                .thread(Seen.PID, "node", 100, 900)
                                .thread(8, "v8:ProfEvntProc", 2, 9)
                                .thread(9, "InspectorIo", 30, 41)
                                .sampled(10)
                                .sampledInObserver(15)
                                .sampledInObserver(20));

        Probes.Looking looking = Objects.requireNonNull(report.probes().looking());
        assertThat(looking.cpuAtLeastNanos()).isEqualTo((7 + 11 + 2 * 5) * MS);
    }

    @Test
    void a_thread_that_may_be_another_sessions_is_not_charged_to_the_looking() throws Exception {
        Report report =
                report(
                        new Seen()
                                .thread(8, "v8:ProfEvntProc", 2, 9)
                                .thread(9, "v8:ProfEvntProc", 30, 41));

        Probes.Looking looking = Objects.requireNonNull(report.probes().looking());
        assertThat(looking.cpuAtLeastNanos()).isZero();
    }

    @Test
    void what_looking_took_of_a_process_that_is_gone_nobody_knows() throws Exception {
        Probes.Looking looking = Objects.requireNonNull(report(new Seen()).probes().looking());

        assertThat(looking.cpuAtLeastNanos()).isNull();
        assertThat(looking.triedMostRatio()).isGreaterThan(looking.triedLeastRatio());
    }

    @Test
    void it_says_what_was_looked_at() throws Exception {
        Subject subject = Objects.requireNonNull(report(new Seen()).subject());

        assertThat(subject.kind()).isEqualTo(Subject.Kind.NODE);
        assertThat(subject.how()).isEqualTo(Subject.How.ATTACHED);
        assertThat(subject.version()).isEqualTo("24.0.0");
        assertThat(subject.script()).isEqualTo("app.js");
        assertThat(subject.processId()).isEqualTo(7);
    }

    @Test
    void a_function_that_holds_the_loop_is_named_with_its_place() throws Exception {
        Seen seen = new Seen().pulse(0, 0, 0, 0);
        for (int at = 100; at < 9_000; at += 500) {
            seen.gap(at, at + 150).pulse(at + 400, at / 3 + 160, at / 3 + 158, 0);
            for (int sample = at + 1; sample < at + 150; sample += 5) {
                seen.sampled(sample);
            }
        }
        Report report = report(seen);

        assertThat(report.findings().get(0).title())
                .contains("Loop blocked by 'slow app.js:42'")
                .contains("of its own CPU");
    }

    @Test
    void of_a_process_that_was_not_held_nothing_is_said() throws Exception {
        Report report = report(new Seen().pulse(0, 0, 0, 0).pulse(9_000, 100, 90, 1));

        assertThat(report.findings()).noneMatch(finding -> finding.rule().startsWith("loop."));
        assertThat(report.findings()).noneMatch(finding -> finding.rule().startsWith("pool."));
    }

    @Test
    void what_belongs_to_the_program_and_was_not_looked_at_is_said() throws Exception {
        Subject.Others others = new Subject.Others(List.of(8L, 9L), null, 3, null);
        Report report = report(new Seen().others(others));

        assertThat(Objects.requireNonNull(report.subject()).others()).isEqualTo(others);
        assertThat(report.warnings())
                .filteredOn(warning -> warning.id() == Warning.Kind.SUBJECT_WORKERS)
                .singleElement()
                .satisfies(
                        warning ->
                                assertThat(warning.message())
                                        .contains("2 cluster workers (processes 8, 9)"));
        assertThat(report.warnings())
                .filteredOn(warning -> warning.id() == Warning.Kind.SUBJECT_THREADS)
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("3 worker threads"));
    }

    @Test
    void of_several_processes_the_stalls_are_listed_and_the_delay_is_not_made_up()
            throws Exception {
        Seen seen = new Seen().gap(100, 300).pulse(0, 0, 0, 0).pulse(400, 200, 190, 0);
        Part one = new Part("one", report(seen));
        Part other = new Part("other", report(new Seen().gap(50, 150)));

        Loop sum = ReportMerge.of(List.of(one, other), Wording.BARE).loop();

        assertThat(sum.delay()).isNull();
        assertThat(sum.unavailable()).containsKey("delay");
        assertThat(sum.held().stalls()).hasSize(2);
    }

    @Test
    void what_a_call_of_fs_waited_is_estimated_and_never_a_measured_leg() throws Exception {
        Report report = report(blocked());

        Operation.Legs legs = report.operations().get(0).legs();
        assertThat(report.operations().get(0).kind()).isEqualTo("fs");
        assertThat(legs.waitLeg()).isNull();
        EstimatedWait wait = Objects.requireNonNull(legs.waitEstimate());
        assertThat(wait.values().count()).isEqualTo(2);
        assertThat(wait.lowerNanos()).isLessThanOrEqualTo((long) wait.totalNanos() + 1);
        assertThat(wait.upperNanos()).isGreaterThanOrEqualTo((long) wait.totalNanos());
        assertThat(wait.upperNanos()).isBetween(195_000_000L, 205_000_000L);
        assertThat(wait.basis()).isEqualTo(EstimatedWait.Basis.MIDDLE);
        assertThat(legs.unavailable()).containsKey("service");
    }

    @Test
    void who_held_the_threads_is_told_of_them_as_an_estimate() throws Exception {
        Report report = report(blocked());

        assertThat(report.pool().waiters())
                .anySatisfy(
                        waiter -> {
                            assertThat(waiter.victim()).isEqualTo("fs");
                            assertThat(waiter.culprit()).isEqualTo("pbkdf2");
                            assertThat(waiter.estimated()).isTrue();
                        });
        assertThat(report.findings())
                .anyMatch(finding -> finding.title().startsWith("fs waits behind pbkdf2"));
    }

    @Test
    void lookups_that_wait_beside_free_threads_wait_for_lookups() throws Exception {
        Seen seen = new Seen().sentinel(0, 0.1, 1);
        double[] lane = {0, 0}; // half of the four threads, a second for each lookup
        long back = 0;
        for (double from = 100; from < 10_000; from += 300) {
            int free = lane[0] <= lane[1] ? 0 : 1;
            lane[free] = Math.max(lane[free], from) + 1_000;
            if (lane[free] < 10_000) {
                seen.job("lookup", from, lane[free]);
                back++;
            }
        }
        Report report = report(seen.underWay("lookup", 33 - back, 100 + 300.0 * back));

        assertThat(report.pool().waiters())
                .extracting(Pool.Waiter::victim, Pool.Waiter::culprit)
                .containsExactly(tuple("dns.lookup", "dns.lookup"));
        assertThat(report.findings().get(0).title())
                .startsWith("dns.lookup waited for the slow lane, 2 of 4 threads");
    }

    @Test
    void nothing_is_estimated_of_calls_that_nothing_held_up() throws Exception {
        Report report = report(new Seen().sentinel(0, 0.1, 1).job("fs", 20, 21).job("fs", 40, 41));

        EstimatedWait wait =
                Objects.requireNonNull(report.operations().get(0).legs().waitEstimate());
        assertThat(wait.totalNanos()).isZero();
        assertThat(report.pool().waiters()).isEmpty();
    }

    /** Four threads hash for 100 ms, and two files are read meanwhile. */
    private static Seen blocked() {
        Seen seen = new Seen().sentinel(0, 0.1, 1);
        for (int i = 0; i < 4; i++) {
            seen.job("pbkdf2", 10, 110);
        }
        return seen.job("fs", 10.5, 111).job("fs", 10.5, 111);
    }

    private static Report report(Seen seen) throws Exception {
        return LiveReport.of(
                seen.sighting(),
                List.of("attach", "7"),
                new Tool("loopbench", "test", "none"),
                Wording.BARE);
    }
}
