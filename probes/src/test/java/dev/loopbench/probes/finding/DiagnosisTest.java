package dev.loopbench.probes.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    @Test
    void a_run_without_waits_is_said_to_be_clean() {
        Finding finding = only(new Run(4, 4).jobs(4, 100, 400L).pool(0.9, 0));

        assertThat(finding.rule()).isEqualTo("none");
        assertThat(finding.severity()).isEqualTo(Finding.Severity.OK);
        assertThat(finding.evidence()).hasSize(3);
        assertThat(finding.ruledOut()).anyMatch(line -> line.startsWith("GC"));
    }

    @Test
    void one_waiting_job_on_shared_cores_needs_no_more_threads() {
        Finding finding =
                only(new Run(4, 2).lasting(320).jobs(5, 190, 525L).waits(42, 210).pool(0.74, 0.65));

        assertThat(finding.rule()).isEqualTo("pool.cores-full");
        assertThat(finding.severity()).isEqualTo(Finding.Severity.INFO);
        assertThat(finding.title())
                .isEqualTo("The cores are full: more threads cannot help, 2 would do");
        assertThat(finding.next()).isEqualTo("loopbench run " + new Change.Threads(2));
        assertThat(finding.evidence()).hasSize(3);
    }

    @Test
    void waiting_for_an_idle_worker_to_wake_up_is_no_saturation() {
        Finding finding =
                only(
                        new Run(4, 2)
                                .lasting(11)
                                .jobs(2, 0.15, 0L)
                                .waits(0.16, 0.28)
                                .pool(0.007, 0.03)
                                .waitsWhileFull(0));

        assertThat(finding.rule()).isEqualTo("none");
    }

    @Test
    void a_standing_queue_before_a_busy_pool_is_a_warning() {
        Finding finding = only(new Run(4, 2).jobs(40, 200, 4000L).waits(900, 1800).pool(0.99, 0.9));

        assertThat(finding.rule()).isEqualTo("pool.saturated.cores-exhausted");
        assertThat(finding.severity()).isEqualTo(Finding.Severity.WARN);
    }

    @Test
    void a_saturated_pool_of_computing_jobs_with_idle_cores_wants_a_thread_a_core() {
        Finding finding =
                only(
                        new Run(4, 16)
                                .jobs(40, 100, 3900L)
                                .waits(400, 900)
                                .pool(0.99, 0.9)
                                .command("loopbench", "run", "pbkdf2"));

        assertThat(finding.rule()).isEqualTo("pool.saturated.cores-idle");
        assertThat(finding.next()).isEqualTo("loopbench run pbkdf2 " + new Change.Threads(16));
    }

    @Test
    void a_saturated_pool_of_waiting_jobs_wants_a_thread_for_each_job_of_the_burst() {
        Finding finding = only(new Run(4, 2).jobs(40, 100, 40L).waits(400, 900).pool(0.99, 0.9));

        assertThat(finding.rule()).isEqualTo("pool.saturated.jobs-wait");
        assertThat(finding.next()).endsWith(" " + new Change.Threads(40));
        assertThat(finding.advice()).contains("The load can keep 40 threads busy");
    }

    @Test
    void jobs_shorter_than_their_hand_over_are_named_as_such() {
        Finding finding =
                only(
                        new Run(4, 2)
                                .jobs(100_000, 0.004, 200L)
                                .waits(0.02, 9)
                                .returns(0.01, 2)
                                .pool(0.1, 0.9)
                                .waited("pbkdf2", "(idle thread)", 1_900));

        assertThat(finding.rule()).isEqualTo("pool.handover");
        assertThat(finding.title())
                .isEqualTo("Handing jobs over takes 29.0µs each, the jobs themselves 4.00µs");
        assertThat(finding.advice()).contains("Do more in one job");
        assertThat(finding.next()).endsWith(" " + new Change.Threads(2));
    }

    @Test
    void a_worker_that_is_between_tiny_jobs_while_others_wait_lacks_no_cores() {
        Finding finding =
                only(
                        new Run(1, 2)
                                .lasting(2000)
                                .jobs(500_000, 0.0019, 900L)
                                .waits(0.2, 9)
                                .returns(0.04, 2)
                                .pool(0.61, 0.94)
                                .processCpu(3200)
                                .waited("pbkdf2", "(idle thread)", 40_000));

        assertThat(finding.rule()).isEqualTo("pool.handover");
        assertThat(finding.title())
                .isEqualTo("A worker takes 1.32µs from one job to the next, a job itself 1.90µs");
    }

    @Test
    void between_computing_and_waiting_no_cause_is_named() {
        Finding finding = only(new Run(4, 4).jobs(40, 100, 3000L).waits(400, 900).pool(0.99, 0.9));

        assertThat(finding.rule()).isEqualTo("pool.saturated");
        assertThat(finding.next()).endsWith(" " + new Change.Threads(8));
    }

    @Test
    void cores_that_other_processes_use_are_not_called_idle() {
        Finding finding =
                first(
                        new Run(4, 8)
                                .jobs(40, 100, 3900L)
                                .waits(400, 900)
                                .pool(0.99, 0.9)
                                .othersUse(4));

        assertThat(finding.rule()).isEqualTo("pool.saturated.neighbours");
        assertThat(finding.next()).isNull();
    }

    @Test
    void jobs_slowed_down_by_other_processes_say_little_about_the_pool() {
        Finding finding = only(new Run(2, 2).jobs(5, 500, 500L).pool(0.9, 0).othersUse(1.3));

        assertThat(finding.rule()).isEqualTo("host.neighbours");
    }

    @Test
    void without_cpu_time_nothing_is_claimed_about_cores() {
        Finding finding = only(new Run(4, 16).jobs(40, 100, null).waits(400, 900).pool(0.99, 0.9));

        assertThat(finding.rule()).isEqualTo("pool.saturated");
        assertThat(finding.advice()).contains("cannot tell");
    }

    @Test
    void workers_that_share_cores_are_named_even_if_no_job_waits() {
        Finding finding = only(new Run(5, 2).lasting(270).jobs(5, 260, 520L).pool(0.97, 0));

        assertThat(finding.rule()).isEqualTo("pool.oversubscribed");
        assertThat(finding.severity()).isEqualTo(Finding.Severity.INFO);
    }

    @Test
    void a_blocked_loop_is_named_by_the_frame_that_blocked_it() {
        Run run =
                new Run(4, 2)
                        .jobs(5, 200, 600L)
                        .waits(42, 210)
                        .pool(0.7, 0.4)
                        .returns(60, 118)
                        .loop(0.98, 118)
                        .loopCpu(960)
                        .stall(
                                120,
                                "block-with loop",
                                List.of(
                                        "java.lang.System.nanoTime(System.java)",
                                        "app.Blocker.spin(Blocker.java:1)"));

        Finding finding = only(run);

        assertThat(finding.rule()).isEqualTo("loop.blocked.cpu");
        assertThat(finding.severity()).isEqualTo(Finding.Severity.WARN);
        assertThat(finding.title()).contains("block-with loop");
        assertThat(finding.evidence()).anyMatch(line -> line.contains("app.Blocker.spin"));
        assertThat(finding.advice()).contains("computes on the loop thread");
    }

    @Test
    void a_loop_that_spins_beside_busy_workers_is_blocked_not_starved() {
        Finding finding =
                only(
                        new Run(4, 2)
                                .lasting(409)
                                .jobs(5, 160, 340L)
                                .waits(36, 168)
                                .returns(80, 108)
                                .pool(0.5, 0.4)
                                .loop(0.91, 119)
                                .loopCpu(255)
                                .loopWaitedForACore(116)
                                .stall(361, "block-with loop", null));

        assertThat(finding.rule()).isEqualTo("loop.blocked.cpu");
        assertThat(finding.advice()).contains("computes on the loop thread");
    }

    @Test
    void a_blocking_call_on_the_loop_is_told_from_cpu_work() {
        Finding finding =
                only(
                        new Run(4, 2)
                                .jobs(5, 100, 500L)
                                .returns(60, 118)
                                .loop(0.9, 118)
                                .loopCpu(9)
                                .held("block-with sleep", 120, 0, 0, 0L, null));

        assertThat(finding.title())
                .isEqualTo(
                        "Loop blocked by 'block-with sleep' (120ms in a call that waits at a time)");
        assertThat(finding.advice()).contains("asynchronous form");
    }

    @Test
    void a_loop_that_waits_for_cores_elsewhere_is_not_said_to_compute() {
        Finding finding =
                first(
                        new Run(4, 2)
                                .jobs(40, 100, 1900L)
                                .returns(8, 18)
                                .loop(0.4, 18)
                                .loopCpu(40)
                                .loopWaitedForACore(350)
                                .held("block-with sleep", 1000, 10, 0, 0L, null));

        assertThat(finding.rule()).isEqualTo("loop.blocked.call");
        assertThat(finding.advice()).doesNotContain("computes");
    }

    @Test
    void a_loop_stopped_by_the_collector_is_not_blamed_on_code() {
        Finding finding =
                only(
                        new Run(4, 2)
                                .jobs(5, 100, 500L)
                                .returns(60, 118)
                                .loop(0.2, 118)
                                .held("pbkdf2", 120, 4, 112, 0L, null)
                                .gc(112));

        assertThat(finding.rule()).isEqualTo("loop.paused.gc");
    }

    @Test
    void a_loop_without_a_core_is_starved_not_blocked() {
        Finding finding =
                only(
                        new Run(4, 2)
                                .jobs(4, 100, 400L)
                                .returns(6, 12)
                                .loopWaitedForACore(300)
                                .processCpu(1900)
                                .pool(0.5, 0));

        assertThat(finding.rule()).isEqualTo("loop.starved");
    }

    @Test
    void a_stall_spent_waiting_for_a_core_is_not_blamed_on_its_callback() {
        Finding finding =
                first(
                        new Run(4, 2)
                                .jobs(5, 100, 500L)
                                .returns(12, 110)
                                .loop(0.1, 34)
                                .held("immediate", 71, 2, 0, 69L, null)
                                .loopWaitedForACore(138)
                                .othersUse(1.75));

        assertThat(finding.rule()).isEqualTo("loop.starved");
        assertThat(finding.advice()).contains("Other processes");
    }

    @Test
    void a_blocked_loop_and_a_saturated_pool_are_both_named_the_costlier_first() {
        List<Finding> findings =
                new Run(4, 2)
                        .jobs(40, 200, 4000L)
                        .waits(900, 1800)
                        .pool(0.99, 0.9)
                        .returns(60, 118)
                        .loop(0.9, 118)
                        .stall(118, "parse", null)
                        .findings();

        assertThat(findings)
                .extracting(Finding::rule)
                .containsExactly("pool.saturated.cores-exhausted", "loop.blocked.cpu");
    }

    @Test
    void the_next_command_takes_the_blocking_away() {
        Finding finding =
                only(
                        new Run(4, 2)
                                .jobs(5, 100, 500L)
                                .returns(60, 118)
                                .loop(0.9, 118)
                                .stall(118, "block-with loop", null)
                                .command("loopbench", "run", "blocked"));

        assertThat(finding.next()).isEqualTo("loopbench run blocked " + Change.Without.BLOCK);
    }

    @Test
    void a_core_that_the_loop_waits_for_stretches_its_block_and_does_not_excuse_it() {
        Finding finding =
                first(
                        new Run(4, 2)
                                .lasting(200)
                                .jobs(5, 160, 400L)
                                .pool(1, 0.4)
                                .returns(20, 60)
                                .loop(0.6, 60)
                                .loopWaitedForACore(80)
                                .held("block-with loop", 60, 20, 0, 40L, null));

        assertThat(finding.rule()).isEqualTo("loop.blocked.cpu");
        assertThat(finding.title())
                .isEqualTo(
                        "Loop blocked by 'block-with loop' (20.0ms of its own CPU at a time),"
                                + " stretched to 60.0ms as 4 workers share the 2 cores");
    }

    @Test
    void garbage_that_a_callback_makes_is_said_after_what_it_computes() {
        Finding finding =
                first(
                        new Run(4, 2)
                                .jobs(5, 100, 500L)
                                .returns(60, 118)
                                .loop(0.9, 118)
                                .gc(170)
                                .held("block-with json", 300, 130, 170, 0L, null));

        assertThat(finding.rule()).isEqualTo("loop.blocked.cpu");
        assertThat(finding.title())
                .isEqualTo(
                        "Loop blocked by 'block-with json' (130ms of its own CPU and 170ms of"
                                + " garbage collection at a time)");
    }

    @Test
    void a_collection_that_code_asks_for_is_dropped_and_not_given_a_larger_heap() {
        Finding finding =
                first(
                        new Run(4, 2)
                                .jobs(5, 100, 500L)
                                .returns(60, 118)
                                .loop(0.9, 118)
                                .gc(25)
                                .held(
                                        "tidy",
                                        30,
                                        3,
                                        25,
                                        0L,
                                        List.of(
                                                "java.lang.Runtime.gc(Native Method)",
                                                "java.lang.System.gc(System.java:1907)",
                                                "shop.Cache.tidy(Cache.java:7)")));

        assertThat(finding.rule()).isEqualTo("loop.paused.gc");
        assertThat(finding.title())
                .isEqualTo("Loop paused by the garbage collector, which 'tidy' calls");
        assertThat(finding.advice()).contains("drop the call").doesNotContain("memory");
    }

    @Test
    void a_loop_held_by_the_lock_of_a_pool_without_cores_is_a_matter_of_its_size() {
        Finding finding =
                first(
                        new Run(256, 2)
                                .jobs(2000, 160, 10_000L)
                                .lasting(5000)
                                .pool(0.25, 0)
                                .returns(20, 60)
                                .loop(0.6, 60)
                                .loopWaitedForACore(400)
                                .processCpu(9800)
                                .held(
                                        "immediate",
                                        60,
                                        1,
                                        0,
                                        5L,
                                        List.of(
                                                "java.util.concurrent.locks.LockSupport.park(L.java:1)",
                                                "dev.loopbench.loopcore.pool.ThreadWorkerPool.submit(T.java:2)",
                                                "dev.loopbench.loopcore.workload.PoolJobWorkload.start(P.java:3)")));

        assertThat(finding.rule()).isEqualTo("pool.oversubscribed");
        assertThat(finding.severity()).isEqualTo(Finding.Severity.WARN);
        assertThat(finding.next()).endsWith(" " + new Change.Threads(2));
    }

    @Test
    void a_loop_that_waits_within_the_jvm_for_threads_without_a_core_calls_nothing_that_waits() {
        List<String> atSafepoint =
                List.of(
                        "jdk.internal.misc.Unsafe.allocateInstance(Native Method)",
                        "shop.Cart.add(Cart.java:3)");
        List<String> inCall =
                List.of("java.lang.Thread.sleep(Native Method)", "shop.Cart.add(Cart.java:4)");
        Run run =
                new Run(1024, 2)
                        .jobs(5000, 22, 5_000L)
                        .lasting(3000)
                        .pool(0.04, 0)
                        .returns(20, 60)
                        .loop(0.6, 60)
                        .workersWaitedForACore(100_000)
                        .processCpu(5900);

        assertThat(first(run.held("pbkdf2", 195, 1, 0, 5L, atSafepoint)).rule())
                .isEqualTo("pool.oversubscribed");
        assertThat(run.held("pbkdf2", 195, 1, 0, 5L, inCall).findings())
                .extracting(Finding::rule)
                .contains("loop.blocked.call");
    }

    @Test
    void jobs_that_wait_are_told_from_jobs_that_lack_a_core_by_the_workers_run_delay() {
        Run run =
                new Run(4, 2)
                        .jobs(40, 100, 400L)
                        .waits(400, 900)
                        .pool(0.99, 0.9)
                        .processCpu(1900)
                        .othersUse(0.1);

        assertThat(first(run.workersWaitedForACore(3600)).rule())
                .as("ready all the time, on a core for a tenth of it")
                .isEqualTo("pool.saturated.cores-exhausted");
        assertThat(first(run.processCpu(450).workersWaitedForACore(0)).rule())
                .isEqualTo("pool.saturated.jobs-wait");
    }

    @Test
    void a_kind_that_waits_behind_another_is_said_to_be_starved_by_it() {
        List<Finding> findings =
                new Run(4, 8)
                        .jobs(100, 0.1, 10L)
                        .waits(60, 310)
                        .waited("pbkdf2", "scrypt", 5_940)
                        .waited("pbkdf2", "pbkdf2", 60)
                        .findings();

        Finding finding = named(findings, "pool.interference");
        assertThat(finding.severity()).isEqualTo(Finding.Severity.WARN);
        assertThat(finding.title()).startsWith("pbkdf2 starved by scrypt");
        assertThat(findings)
                .extracting(Finding::rule)
                .as("that some jobs had to wait goes without saying")
                .doesNotContain("pool.burst");
        assertThat(finding.evidence().get(0)).contains("% of it behind scrypt");
        assertThat(finding.evidence().get(1))
                .contains("60.0ms")
                .contains("310ms")
                .contains("100µs");
        assertThat(finding.next()).isEqualTo("loopbench run " + Change.Without.BACKGROUND);
    }

    @Test
    void lookups_without_their_lane_are_told_to_have_it() {
        Finding finding =
                named(
                        new Run(4, 8)
                                .jobs(100, 0.1, 10L)
                                .waits(60, 310)
                                .withoutSlowLane()
                                .with("dns", 4)
                                .waited("pbkdf2", "dns", 6_000)
                                .findings(),
                        "pool.interference");

        assertThat(finding.advice()).contains("slow lane, which <no-slow-lane> turned off");
        assertThat(finding.next()).isEqualTo("loopbench run " + Change.Without.SHARED_LANE);
    }

    @Test
    void without_lookups_nothing_is_said_of_their_lane() {
        Finding finding =
                named(
                        new Run(4, 8)
                                .jobs(100, 0.1, 10L)
                                .waits(60, 310)
                                .withoutSlowLane()
                                .with("work", 4)
                                .waited("pbkdf2", "work", 6_000)
                                .findings(),
                        "pool.interference");

        assertThat(finding.advice()).doesNotContain("lane").contains("fewer of work");
        assertThat(finding.next()).isEqualTo("loopbench run " + Change.Without.BACKGROUND);
    }

    @Test
    void lookups_that_wait_for_their_lane_beside_idle_threads_are_told_so() {
        Finding finding =
                only(
                        new Run(4, 8)
                                .jobs(100, 200, 10L)
                                .waits(600, 610)
                                .pool(0.5, 0.99)
                                .waitsWhileFull(0.01)
                                .waited("pbkdf2", "pbkdf2", 60_000));

        assertThat(finding.rule()).isEqualTo("pool.slow-lane");
        assertThat(finding.title()).contains("2 of 4 threads");
        assertThat(finding.next()).isEqualTo("loopbench run " + new Change.Threads(8));
    }

    @Test
    void waiting_behind_ones_own_kind_or_for_a_wake_up_is_no_interference() {
        assertThat(
                        new Run(4, 8)
                                .jobs(100, 0.1, 10L)
                                .waits(60, 310)
                                .waited("pbkdf2", "pbkdf2", 3_100)
                                .waited("pbkdf2", "scrypt", 2_900)
                                .findings())
                .extracting(Finding::rule)
                .doesNotContain("pool.interference");
        assertThat(
                        new Run(4, 8)
                                .jobs(100, 1, 100L)
                                .waits(0.2, 4)
                                .waited("pbkdf2", "scrypt", 20)
                                .findings())
                .as("short beside the service")
                .extracting(Finding::rule)
                .doesNotContain("pool.interference");
    }

    @Test
    void ticks_that_queue_one_another_are_named_and_no_callback_is_blamed() {
        List<Finding> findings =
                new Run(4, 4).loop(0.5, 90).drained("ticks", 5000, 5, 100).findings();

        Finding finding = named(findings, "loop.starved.ticks");
        assertThat(finding.title())
                .isEqualTo("Loop starved by ticks that queue one another, up to 90.0ms in a row");
        assertThat(finding.evidence())
                .contains("they came in 5 chains of 1000 on average")
                .anyMatch(line -> line.startsWith("5000 ticks took 100%"));
        assertThat(findings).extracting(Finding::rule).doesNotContain("loop.blocked");
    }

    @Test
    void microtasks_starve_the_loop_as_ticks_do() {
        Finding finding =
                named(
                        new Run(4, 4).loop(0.5, 90).drained("microtasks", 5000, 5, 100).findings(),
                        "loop.starved.ticks");

        assertThat(finding.title()).startsWith("Loop starved by microtasks");
    }

    @Test
    void a_stall_inside_the_platform_names_its_frame_and_who_called_it() {
        Finding finding =
                only(
                        new Run(4, 4)
                                .loop(0.5, 90)
                                .stall(
                                        120,
                                        "check input",
                                        List.of(
                                                "java.util.regex.Pattern$Slice.match(Pattern.java:1)",
                                                "java.util.regex.Matcher.find(Matcher.java:2)",
                                                "shop.Form.check(Form.java:3)")));

        assertThat(finding.evidence())
                .contains(
                        "sampled in"
                                + " java.util.regex.Pattern$Slice.match(Pattern.java:1), called from"
                                + " shop.Form.check(Form.java:3)");
    }

    private static Finding named(List<Finding> findings, String rule) {
        return findings.stream()
                .filter(finding -> finding.rule().equals(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError(findings));
    }

    private static Finding first(Run run) {
        return run.findings().get(0);
    }

    private static Finding only(Run run) {
        List<Finding> findings = run.findings();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
