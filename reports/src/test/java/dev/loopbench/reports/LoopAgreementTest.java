package dev.loopbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.agreement.LoopAgreement;
import dev.loopbench.reports.agreement.LoopAgreement.Verdict;
import dev.loopbench.reports.agreement.Turns;
import dev.loopbench.reports.text.LoopComparisonWriter;
import dev.loopbench.reports.text.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whether two loops did the same is said where rounds show it, and not otherwise. */
final class LoopAgreementTest {

    private static final long MS = 1_000_000;

    @Test
    void a_loop_whose_jobs_take_half_the_time_agrees_with_one_whose_jobs_wait_as_many_services() {
        LoopAgreement agreement = LoopAgreement.of(rounds(100 * MS, 0.5), rounds(50 * MS, 0.5));
        assertThat(agreement.verdict()).isEqualTo(Verdict.ALIKE);
        assertThat(agreement.compared())
                .extracting(LoopAgreement.Compared::figure)
                .containsExactly("wait", "wait and return");
        assertThat(agreement.unlike()).isEmpty();
    }

    @Test
    void a_loop_whose_jobs_wait_for_half_a_service_longer_differs() {
        LoopAgreement agreement = LoopAgreement.of(rounds(100 * MS, 0.5), rounds(100 * MS, 1.0));
        assertThat(agreement.verdict()).isEqualTo(Verdict.DIFFERENT);
        LoopAgreement.Compared wait = agreement.compared().get(0);
        assertThat(wait.least()).isLessThanOrEqualTo(wait.difference());
        assertThat(wait.least()).isGreaterThan(wait.tolerance());
    }

    @Test
    void rounds_that_differ_more_from_each_other_than_is_tolerated_decide_nothing() {
        List<Report> spread = new ArrayList<>();
        for (double waits : new double[] {0.1, 0.9, 0.2, 1.0, 0.4}) {
            spread.add(round(100 * MS, waits, 5));
        }
        LoopAgreement agreement = LoopAgreement.of(rounds(100 * MS, 0.5), spread);
        assertThat(agreement.verdict()).isEqualTo(Verdict.OPEN);
    }

    @Test
    void one_round_decides_nothing_however_far_apart_the_two_are() {
        LoopAgreement agreement =
                LoopAgreement.of(
                        List.of(round(100 * MS, 0.1, 5)), List.of(round(100 * MS, 3.0, 5)));
        assertThat(agreement.verdict()).isEqualTo(Verdict.OPEN);
        assertThat(agreement.compared().get(0).most()).isInfinite();
    }

    @Test
    void waking_up_a_thread_makes_no_difference_however_short_the_jobs_are() {
        LoopAgreement agreement = LoopAgreement.of(rounds(20_000, 1.0), rounds(20_000, 5.0));
        assertThat(agreement.verdict()).isEqualTo(Verdict.ALIKE);
    }

    @Test
    void operations_that_are_more_jobs_on_one_loop_are_not_held_against_each_other() {
        LoopAgreement agreement =
                LoopAgreement.of(List.of(round(MS, 0.5, 5)), List.of(round(MS, 0.5, 10)));
        assertThat(agreement.compared()).isEmpty();
        assertThat(agreement.unlike())
                .containsExactly(
                        "pbkdf2: an operation is 1.0 jobs on the one loop and 2.0 on the other");
    }

    @Test
    void jobs_of_which_only_some_were_traced_are_not_held_against_all() {
        LoopAgreement agreement =
                LoopAgreement.of(List.of(round(MS, 0.5, 5)), List.of(round(MS, 0.5, 3)));
        assertThat(agreement.compared()).isEmpty();
        assertThat(agreement.unlike()).singleElement().asString().contains("not all of its jobs");
    }

    @Test
    void waits_that_one_loop_does_not_tell_are_said_to_be_unknown_with_the_reason() {
        Report untold =
                EditedReports.withOperations(
                        SampleReports.classic(),
                        List.of(
                                withLegs(
                                        new Operation.Legs(
                                                null,
                                                null,
                                                null,
                                                null,
                                                new TreeMap<>(Map.of("wait", "nobody looked"))))));
        LoopAgreement agreement = LoopAgreement.of(List.of(round(MS, 0.5, 5)), List.of(untold));
        assertThat(agreement.unlike())
                .containsExactly("pbkdf2: its waits are not known of both, as nobody looked");
    }

    @Test
    void the_fifth_job_takes_the_thread_that_comes_free() {
        assertThat(Turns.of(List.of(SampleReports.classic()))).isEqualTo(new Turns(5, 5, 1, 1));
    }

    @Test
    void a_job_that_starts_before_an_earlier_one_is_out_of_turn() {
        SamplePool pool = new SamplePool(4);
        pool.add("pbkdf2", 0, 0, 90 * MS, 100 * MS, 100 * MS, null, Job.Outcome.OK);
        pool.add("pbkdf2", 1, 1, 10 * MS, 20 * MS, 20 * MS, null, Job.Outcome.OK);
        Turns turns = Turns.of(List.of(withJobs(pool)));
        assertThat(turns.inOrder()).isEqualTo(1);
        assertThat(turns.waited()).isZero();
    }

    @Test
    void a_job_that_waits_on_while_its_thread_is_free_did_not_take_over() {
        SamplePool pool = new SamplePool(4);
        for (int worker = 0; worker < 4; worker++) {
            pool.add("pbkdf2", worker, 0, 0L, 100 * MS, 100 * MS, null, Job.Outcome.OK);
        }
        pool.add("pbkdf2", 2, 1, 150 * MS, 200 * MS, 200 * MS, null, Job.Outcome.OK);
        assertThat(Turns.of(List.of(withJobs(pool)))).isEqualTo(new Turns(5, 5, 1, 0));
    }

    @Test
    void the_two_are_shown_side_by_side_with_what_is_known_of_their_agreement() throws Exception {
        assertThat(text(rounds(100 * MS, 0.5), rounds(50 * MS, 0.5)))
                .contains("5 rounds, in turns", "took the thread that came free")
                .contains("The two agree: pbkdf2's wait is the same to within 0.10 service times");
        assertThat(text(rounds(100 * MS, 0.5), rounds(100 * MS, 1.0)))
                .contains("The two differ: pbkdf2's wait is +0.50 service times apart");
        assertThat(text(List.of(round(MS, 0.5, 5)), List.of(round(MS, 0.5, 5))))
                .contains("Whether they agree is not decided: that takes 5 rounds at least.");
        assertThat(text(List.of(round(MS, 0.5, 5)), List.of(round(MS, 0.5, 10))))
                .contains("So no waits are held against each other.")
                .doesNotContain("is known of both loops");
    }

    private static String text(List<Report> ours, List<Report> others) throws Exception {
        StringBuilder out = new StringBuilder();
        new LoopComparisonWriter(new TextStyle(200, true, false))
                .write(List.of("loopbench", "run", "--on", "both"), ours, others, out);
        return out.toString();
    }

    private static List<Report> rounds(long serviceNanos, double waits) {
        List<Report> rounds = new ArrayList<>();
        for (int round = 0; round < LoopAgreement.ROUNDS_MIN; round++) {
            rounds.add(round(serviceNanos, waits, 5));
        }
        return rounds;
    }

    /** Of five operations. */
    private static Report round(long serviceNanos, double waits, int jobs) {
        long[] wait = new long[jobs];
        long[] service = new long[jobs];
        Arrays.fill(wait, Math.round(serviceNanos * waits));
        Arrays.fill(service, serviceNanos);
        return EditedReports.withOperations(
                SampleReports.classic(),
                List.of(
                        withLegs(
                                new Operation.Legs(
                                        SampleHistograms.of(wait),
                                        SampleHistograms.of(service),
                                        null,
                                        SampleHistograms.of(wait)))));
    }

    private static Operation withLegs(Operation.Legs legs) {
        Operation five = EditedReports.operation("pbkdf2", MS, MS, MS, MS, MS);
        return new Operation(
                five.kind(),
                five.count(),
                0,
                0,
                five.failures(),
                five.pace(),
                five.latency(),
                legs,
                null);
    }

    private static Report withJobs(SamplePool pool) {
        Report classic = SampleReports.classic();
        return new Report(
                classic.schema(),
                classic.origin(),
                new Report.Work(classic.operations(), pool.jobs(), 0),
                classic.observed(),
                classic.findings(),
                classic.repeats(),
                classic.traffic(),
                classic.limits(),
                classic.warnings());
    }
}
