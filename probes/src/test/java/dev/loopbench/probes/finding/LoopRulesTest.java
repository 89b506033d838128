package dev.loopbench.probes.finding;

import static dev.loopbench.probes.finding.HostRulesTest.calm;
import static dev.loopbench.probes.finding.HostRulesTest.named;
import static dev.loopbench.probes.finding.HostRulesTest.rule;
import static dev.loopbench.probes.finding.HostRulesTest.severity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What held the loop, told apart by where the time of the stalls went. */
class LoopRulesTest {

    private static final String SYNCHRONOUS = "loop.synchronous-call";

    @ParameterizedTest
    @CsvSource({
        "100, 80, loop.blocked.cpu",
        "100, 79, loop.blocked",
        "100, 21, loop.blocked",
        "100, 20, loop.blocked.call",
        "100, 0, loop.blocked.call"
    })
    void computing_is_told_from_a_blocking_call_by_the_cpu_time_of_the_stalls(
            long stall, long cpu, String rule) {
        Run run = calm().loop(0.2, 90).returns(30, 90).stallParts(stall, cpu, 0, 0L);

        assertThat(run.findings()).extracting(Finding::rule).containsExactly(rule);
        assertThat(run.findings().get(0).confidence()).isEqualTo(Finding.Confidence.HIGH);
    }

    @Test
    void time_without_a_core_is_no_time_of_a_blocking_call() {
        Run run = calm().loop(0.2, 90).returns(30, 90).stallParts(100, 50, 10, 40L);

        assertThat(run.findings()).extracting(Finding::rule).containsExactly("loop.blocked.cpu");
    }

    @Test
    void synchronous_calls_that_are_short_and_many_are_named_with_how_often_at_least() {
        Run run = calm().lasting(1000).sampledIn("readFileSync", "login auth.js:9", 40, 300);

        assertThat(named(run, SYNCHRONOUS).title())
                .isEqualTo("'readFileSync' in 'login auth.js:9', at least 40 times a second");
        assertThat(severity(run, SYNCHRONOUS)).isEqualTo(Finding.Severity.WARN);
        assertThat(rule(run.sampledIn("readFileSync", "login auth.js:9", 1, 40), SYNCHRONOUS))
                .as("a twentieth of the run is worth a word, and less is not")
                .isNull();
    }

    @Test
    void a_call_without_an_asynchronous_form_is_no_synchronous_call() {
        Run run = calm().lasting(1000).sampledIn("JSON.parse", "login auth.js:9", 40, 300);

        assertThat(rule(run, SYNCHRONOUS)).isNull();
    }

    @Test
    void a_delay_is_long_from_10_ms_on() {
        Run run = calm().returns(6, 9).stallParts(11, 11, 0, 0L);

        assertThat(rule(run.loop(0.2, 9), "loop.blocked.cpu")).isNull();
        assertThat(rule(run.loop(0.2, 10), "loop.blocked.cpu")).isNotNull();
    }

    @Test
    void a_block_that_nobody_waited_for_is_no_warning() {
        Run run = calm().lasting(1801).loop(0.2, 90).meanDelay(0.1).stallParts(100, 100, 0, 0L);

        assertThat(run.findings())
                .extracting(Finding::rule)
                .containsExactly("none", "loop.blocked.cpu");
        assertThat(severity(run, "loop.blocked.cpu")).isEqualTo(Finding.Severity.INFO);
        assertThat(severity(run.lasting(1800), "loop.blocked.cpu"))
                .as("for a twentieth of the time it is held for over 10 ms yet")
                .isEqualTo(Finding.Severity.WARN);
    }

    @Test
    void a_loop_that_is_often_held_for_just_the_delay_worth_knowing_harms_nobody_yet() {
        Run run = calm().stream().lasting(1000).loop(0.2, 11).meanDelay(0.1);

        assertThat(severity(run.held("parse", 11, 11, 0, 0L, null).again(14), "loop.blocked.cpu"))
                .isEqualTo(Finding.Severity.INFO);
        assertThat(severity(run.held("parse", 15, 15, 0, 0L, null).again(14), "loop.blocked.cpu"))
                .isEqualTo(Finding.Severity.WARN);
    }

    @Test
    void operations_that_begin_late_have_felt_the_loop() {
        Run run = calm().outsideLegs(9).loop(0.2, 90).returns(0.1, 0.2);

        assertThat(severity(run.stallParts(100, 100, 0, 0L), "loop.blocked.cpu"))
                .isEqualTo(Finding.Severity.WARN);
        assertThat(
                        rule(
                                run.loopWaitedForACore(96)
                                        .processCpu(3900)
                                        .stallParts(100, 4, 0, 96L),
                                "loop.starved"))
                .isNotNull();
    }

    @Test
    void a_closed_load_is_told_to_hide_the_block_with_the_command_that_shows_it() {
        Run run =
                calm().stream()
                        .lasting(4000)
                        .operations(1000)
                        .loop(0.2, 90)
                        .returns(30, 90)
                        .stallParts(100, 100, 0, 0L)
                        .command("loopbench", "run", "echo");

        assertThat(named(run, "loop.blocked.cpu").evidence())
                .anyMatch(
                        line ->
                                line.endsWith(
                                        "this shows it: loopbench run echo "
                                                + new Change.Rate(100)));
    }

    @Test
    void a_rare_stall_is_worth_knowing() {
        assertThat(rule(calm().stallParts(49, 49, 0, 0L), "loop.blocked.cpu")).isNull();
        assertThat(severity(calm().stallParts(50, 50, 0, 0L), "loop.blocked.cpu"))
                .isEqualTo(Finding.Severity.INFO);
        assertThat(named(calm().stallParts(50, 50, 0, 0L), "loop.blocked.cpu").title())
                .endsWith("seldom");
    }

    @Test
    void short_holds_are_named_where_they_are_a_notable_part_of_short_operations() {
        Run felt = shortOperations().held("parse", 6, 6, 0, 0L, null).again(10);
        Run seldom = shortOperations().held("parse", 6, 6, 0, 0L, null).again(2);
        Run unfelt = shortOperations().jobs(1000, 4, 4000L).held("parse", 6, 6, 0, 0L, null);

        assertThat(named(felt, "loop.blocked.cpu").title())
                .isEqualTo("Loop blocked by 'parse' (6.00ms of its own CPU at a time), seldom");
        assertThat(felt.findings().get(0).severity()).isEqualTo(Finding.Severity.INFO);
        assertThat(rule(felt, "pool.handover")).isNull();
        assertThat(rule(seldom, "loop.blocked.cpu")).isNull();
        assertThat(rule(seldom, "pool.handover")).isNotNull();
        assertThat(rule(unfelt.again(10), "loop.blocked.cpu")).isNull();
    }

    /** Their way back takes longer than they do. */
    private static Run shortOperations() {
        return new Run(4, 4)
                .stream()
                        .lasting(2000)
                        .jobs(1000, 0.02, 20L)
                        .returns(0.3, 6)
                        .pool(0.1, 0)
                        .loop(0.1, 6);
    }

    @Test
    void a_collection_that_code_asks_for_is_known_from_the_jvm_where_no_stack_was_seen() {
        Run held = calm().loop(0.2, 90).returns(30, 90).stallParts(100, 5, 95, 0L).gc(95);
        Run called = held.pauses(4).calledPauses(2);

        Finding finding = named(called, "loop.paused.gc");
        assertThat(finding.title())
                .isEqualTo("Loop paused by the garbage collector, which 'callback' calls");
        assertThat(finding.evidence())
                .contains("the JVM gives java.lang.System.gc() as the cause of 2 of 4 collections");
        assertThat(finding.advice()).contains("drop the call");
        assertThat(named(held.calledPauses(1), "loop.paused.gc").title())
                .isEqualTo("Loop paused by the garbage collector while 'callback' ran");
    }

    @Test
    void waiting_for_a_collection_that_was_asked_for_is_no_blocking_call() {
        Run waits = calm().loop(0.2, 90).returns(30, 90).stallParts(100, 10, 25, 20L).gc(250);

        assertThat(rule(waits.pauses(10).calledPauses(9), "loop.paused.gc")).isNotNull();
        assertThat(rule(waits, "loop.blocked.call")).isNull();
        assertThat(rule(waits.calledPauses(4), "loop.blocked.call")).isNotNull();
    }

    @Test
    void code_that_computes_a_fifth_of_what_it_and_the_collector_take_is_not_excused_by_it() {
        Run collector = calm().loop(0.2, 90).returns(30, 90).stallParts(100, 19, 81, 0L).gc(81);
        Run code = calm().loop(0.2, 90).returns(30, 90).stallParts(100, 20, 80, 0L).gc(80);

        assertThat(collector.findings())
                .extracting(Finding::rule)
                .containsExactly("loop.paused.gc");
        assertThat(code.findings()).extracting(Finding::rule).containsExactly("loop.blocked.cpu");
    }

    @Test
    void many_short_pauses_are_named_by_their_share_of_the_time() {
        assertThat(rule(calm().gc(49).pauses(49), "loop.paused.gc")).isNull();
        assertThat(severity(calm().gc(50).pauses(50), "loop.paused.gc"))
                .isEqualTo(Finding.Severity.INFO);
        assertThat(severity(calm().gc(100).pauses(100), "loop.paused.gc"))
                .isEqualTo(Finding.Severity.WARN);
        assertThat(named(calm().gc(100).pauses(100), "loop.paused.gc").title())
                .isEqualTo("The garbage collector took 10.0% of the time, in 100 pauses");
    }

    @Test
    void a_loop_without_a_core_is_worth_knowing_from_5_percent_and_wrong_from_20() {
        Run run = calm().processCpu(3900).returns(1, 60).loop(0.2, 50).stallParts(60, 1, 0, 59L);

        assertThat(rule(run.loopWaitedForACore(49), "loop.starved")).isNull();
        assertThat(severity(run.loopWaitedForACore(50), "loop.starved"))
                .isEqualTo(Finding.Severity.INFO);
        assertThat(severity(run.loopWaitedForACore(200), "loop.starved"))
                .isEqualTo(Finding.Severity.WARN);
        assertThat(rule(run.processCpu(3000), "loop.starved"))
                .as("cores were free: it waited for no lack of them")
                .isNull();
    }

    @Test
    void a_starved_loop_is_held_against_what_sharing_the_cores_would_make_of_it() {
        Finding finding =
                named(
                        new Run(4, 2)
                                .jobs(40, 100, 1900L)
                                .pool(1, 0)
                                .returns(1, 6)
                                .loopCpu(100)
                                .loopWaitedForACore(300),
                        "loop.starved");

        assertThat(finding.evidence())
                .contains(
                        "its work took 4× its CPU time; sharing 2 cores with 4 computing workers and"
                                + " 0 cores' worth of others makes 2.50×");
        assertThat(finding.next()).endsWith(" " + new Change.Threads(1));
    }

    @Test
    void stalls_spent_in_the_run_queue_are_starvation() {
        Run run = calm().loop(0.2, 90).returns(30, 90).loopWaitedForACore(96).processCpu(3900);

        assertThat(run.stallParts(100, 4, 0, 96L).findings().get(0).rule())
                .isEqualTo("loop.starved");
        assertThat(run.stallParts(100, 5, 0, 95L).findings().get(0).rule())
                .as("five milliseconds of its own: the rest only stretches them")
                .isEqualTo("loop.blocked.cpu");
    }

    @Test
    void late_callbacks_beside_a_pool_at_rest_are_the_loops_doing() {
        assertThat(rule(calm().returns(4, 4), "loop.late-completions")).isNull();
        assertThat(severity(calm().returns(5, 5), "loop.late-completions"))
                .isEqualTo(Finding.Severity.INFO);
        Finding late = named(calm().returns(50, 50), "loop.late-completions");
        assertThat(late.severity()).isEqualTo(Finding.Severity.WARN);
        assertThat(late.lostShare()).isGreaterThan(0.8);
        assertThat(severity(calm().returns(1, 60), "loop.late-completions"))
                .as("long, but a small part of their time")
                .isEqualTo(Finding.Severity.INFO);
    }

    @Test
    void what_is_in_no_leg_and_not_on_the_loop_went_by_elsewhere() {
        Run calm = new Run(4, 4).operations(10);
        assertThat(rule(calm.outsideLegs(49).meanDelay(0).loop(0, 0), "work.elsewhere")).isNull();
        assertThat(severity(calm.outsideLegs(51), "work.elsewhere"))
                .isEqualTo(Finding.Severity.INFO);
        assertThat(severity(calm.outsideLegs(101), "work.elsewhere"))
                .isEqualTo(Finding.Severity.WARN);
        assertThat(rule(calm.loop(0.31, 0), "work.elsewhere")).as("the loop is not idle").isNull();
        assertThat(rule(calm.loop(0, 0).pool(0.31, 0), "work.elsewhere")).isNull();
    }
}
