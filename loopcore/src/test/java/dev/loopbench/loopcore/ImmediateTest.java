package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImmediateTest {

    private final TestLoop test = TestLoop.create();
    private final EventLoop loop = test.loop;

    @Test
    @Rule("I01")
    void immediates_queued_during_the_pass_wait_for_the_next_iteration() {
        int[] runs = {0};
        for (int i = 0; i < 1000; i++) {
            loop.setImmediate(
                    () -> {
                        runs[0]++;
                        loop.setImmediate(test.logs("second pass"));
                    });
        }

        loop.run(RunMode.ONCE);
        assertThat(runs[0]).isEqualTo(1000);
        assertThat(test.log).isEmpty();

        loop.run(RunMode.ONCE);
        assertThat(test.log).hasSize(1000);
    }

    @Test
    @Rule("I01")
    void immediates_run_first_in_first_out_in_the_check_phase() {
        loop.setImmediate(test.logs("1"));
        loop.setImmediate(test.logs("2"));
        loop.check().start(test.logs("check"));
        loop.timer().close(test.logs("closed"));

        loop.run(RunMode.ONCE);

        assertThat(test.log).containsExactly("check", "1", "2", "closed");
    }

    @Test
    @Rule("I02")
    void a_referenced_immediate_holds_the_loop_and_keeps_the_poll_from_blocking() {
        loop.timer().start(() -> {}, 100, 0);
        Immediate immediate = loop.setImmediate(test.logs("immediate"));
        assertThat(immediate.hasRef()).isTrue();
        assertThat(loop.pollTimeoutMillis()).isZero();

        loop.run(RunMode.ONCE);

        assertThat(test.log).containsExactly("immediate");
        assertThat(test.clockMillis()).isZero();
        assertThat(loop.pollTimeoutMillis()).isEqualTo(100);
    }

    @Test
    @Rule("I02")
    void an_unreferenced_immediate_is_skipped_if_it_is_alone() {
        Immediate immediate = loop.setImmediate(test.logs("immediate"));
        immediate.unref();
        assertThat(immediate.hasRef()).isFalse();

        test.run();

        assertThat(test.log).isEmpty();
        loop.close();
    }

    @Test
    @Rule("I02")
    void an_unreferenced_immediate_runs_if_the_loop_comes_by_but_does_not_hurry_it() {
        loop.setImmediate(() -> test.log.add("immediate at " + test.clockMillis())).unref();
        loop.timer().start(test.logs("timer"), 100, 0);

        test.run();

        assertThat(test.log).containsExactly("immediate at 100", "timer");
    }

    @Test
    @Rule("I02")
    void references_of_immediates_are_a_flag() {
        Immediate immediate = loop.setImmediate(() -> {});
        immediate.unref();
        immediate.unref();
        immediate.ref();
        immediate.ref();
        assertThat(loop.isAlive()).isTrue();

        immediate.clear();
        immediate.clear();
        assertThat(loop.isAlive()).isFalse();
        immediate.unref();
        immediate.ref();
        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    @Rule("I03")
    void inside_an_io_callback_an_immediate_precedes_a_timeout_of_zero() {
        test.submit(
                () -> {
                    loop.setTimeout(test.logs("timeout"), 0);
                    loop.setImmediate(test.logs("immediate"));
                    test.passMillis(3);
                });

        test.run();

        assertThat(test.log).containsExactly("immediate", "timeout");
    }

    @Test
    @Rule("I04")
    void from_the_main_script_the_timeout_wins_if_its_millisecond_has_passed() {
        new Script(
                        loop,
                        () -> {
                            loop.setTimeout(test.logs("timeout"), 0);
                            loop.setImmediate(test.logs("immediate"));
                            test.passMillis(2);
                        })
                .run();

        assertThat(test.log).containsExactly("timeout", "immediate");
    }

    @Test
    @Rule("I04")
    void from_the_main_script_the_immediate_wins_if_no_millisecond_has_passed() {
        new Script(
                        loop,
                        () -> {
                            loop.setTimeout(test.logs("timeout"), 0);
                            loop.setImmediate(test.logs("immediate"));
                        })
                .run();

        assertThat(test.log).containsExactly("immediate", "timeout");
    }

    @Test
    @Rule("I05")
    void from_a_timer_a_new_immediate_precedes_a_new_timeout() {
        loop.setTimeout(
                () -> {
                    loop.setTimeout(test.logs("timeout"), 0);
                    loop.setImmediate(test.logs("immediate"));
                    test.passMillis(3);
                },
                1);

        test.run();

        assertThat(test.log).containsExactly("immediate", "timeout");
    }

    @Test
    @Rule("I05")
    void from_an_immediate_a_new_timeout_may_fire_in_the_same_iteration() {
        loop.setImmediate(
                () -> {
                    loop.setImmediate(test.logs("immediate"));
                    loop.setTimeout(test.logs("timeout"), 1);
                    test.passMillis(1);
                });

        test.run();

        assertThat(test.log).containsExactly("timeout", "immediate");
    }

    @Test
    @Rule("I06")
    void a_throwing_immediate_does_not_lose_the_rest_of_its_batch() {
        loop.setImmediate(
                () -> {
                    loop.setImmediate(test.logs("queued later"));
                    test.logsAndThrows("1").run();
                });
        loop.setImmediate(test.logs("2"));
        loop.check().start(test.logs("check"));

        loop.run(RunMode.ONCE);
        assertThat(test.log).containsExactly("check", "1", "uncaught:from 1", "2");

        loop.run(RunMode.ONCE);
        assertThat(test.log).endsWith("check", "queued later");
    }
}
