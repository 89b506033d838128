package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.poll.Poller;
import java.nio.channels.SelectionKey;
import org.junit.jupiter.api.Test;

class EventLoopRunTest {

    private final TestLoop test = TestLoop.create();
    private final EventLoop loop = test.loop;

    @Test
    @Rule("L01")
    void an_iteration_runs_its_phases_in_the_order_of_libuv_1_45() {
        TestIoHandle io = new TestIoHandle(loop, new FakeChannel(), SelectionKey.OP_READ);
        io.onReady(
                ops -> {
                    test.log.add("poll");
                    io.callBackLater(test.logs("pending after poll"));
                });
        test.poller.makeReady(io.registration(), SelectionKey.OP_READ);
        loop.timer().start(test.logs("timer"), 0, 0);
        loop.check().start(test.logs("check"));
        loop.prepare().start(test.logs("prepare"));
        loop.idle().start(test.logs("idle"));
        loop.timer().close(test.logs("closing"));
        loop.queuePending(test.logs("pending"));

        loop.run(RunMode.ONCE);

        assertThat(test.log)
                .containsExactly(
                        "pending",
                        "idle",
                        "prepare",
                        "poll",
                        "pending after poll",
                        "check",
                        "closing",
                        "timer");
    }

    @Test
    void the_loop_tells_which_phase_or_queue_the_running_callback_belongs_to() {
        Runnable logsPhase = () -> test.log.add(String.valueOf(loop.phase().orElseThrow()));
        loop.check().start(logsPhase);
        loop.prepare().start(logsPhase);
        loop.idle().start(logsPhase);
        loop.async(logsPhase).send();
        loop.timer().close(logsPhase);
        loop.queuePending(logsPhase);
        loop.timer()
                .start(
                        () -> {
                            loop.nextTick(logsPhase);
                            loop.queueMicrotask(logsPhase);
                            logsPhase.run();
                        },
                        0,
                        0);

        loop.run(RunMode.ONCE);

        assertThat(test.log)
                .containsExactly(
                        "PENDING",
                        "IDLE",
                        "PREPARE",
                        "POLL",
                        "CHECK",
                        "CLOSING",
                        "TIMERS",
                        "TICKS",
                        "MICROTASKS");
        assertThat(loop.phase()).isEmpty();
    }

    @Test
    @Rule("L01")
    void pending_callbacks_that_add_others_get_eight_rounds_after_the_poll() {
        int[] rounds = {0};
        Runnable requeue =
                new Runnable() {
                    @Override
                    public void run() {
                        rounds[0]++;
                        loop.queuePending(this);
                    }
                };
        loop.queuePending(requeue);

        loop.run(RunMode.NOWAIT);

        assertThat(rounds[0]).isEqualTo(1 + 8);
    }

    @Test
    @Rule("L02")
    void due_timers_run_before_the_first_iteration_in_default_mode() {
        loop.prepare().start(test.logs("prepare"));
        loop.timer().start(test.logs("timer"), 5, 0);
        test.passMillis(5);
        loop.setImmediate(loop::stop);

        loop.run(RunMode.DEFAULT);

        assertThat(test.log).startsWith("timer", "prepare");
    }

    @Test
    @Rule("L02")
    void due_timers_do_not_run_first_in_the_other_modes() {
        loop.prepare().start(test.logs("prepare"));
        loop.timer().start(test.logs("timer"), 0, 0);

        loop.run(RunMode.NOWAIT);

        assertThat(test.log).containsExactly("prepare", "timer");
    }

    @Test
    @Rule("L02")
    void due_timers_do_not_run_first_on_a_loop_that_is_not_alive() {
        TimerHandle timer = loop.timer();
        timer.start(test.logs("timer"), 0, 0);
        timer.unref();

        test.run();

        assertThat(test.log).isEmpty();
    }

    @Test
    @Rule("L03")
    void a_lone_timer_that_is_due_costs_exactly_one_iteration() {
        loop.timer().start(test.logs("timer"), 0, 0);

        test.run();

        assertThat(test.log).containsExactly("timer");
        assertThat(loop.iterations()).isEqualTo(1);
        assertThat(test.clockMillis()).isZero();
    }

    @Test
    @Rule("L04")
    void default_mode_returns_false_once_nothing_is_alive() {
        loop.timer().start(() -> {}, 1, 0);

        assertThat(loop.run(RunMode.DEFAULT)).isFalse();
    }

    @Test
    @Rule("L04")
    void default_mode_returns_true_when_it_was_stopped_with_something_alive() {
        loop.timer().start(loop::stop, 1, 1);

        assertThat(loop.run(RunMode.DEFAULT)).isTrue();
    }

    @Test
    @Rule("L05")
    void once_does_not_block_if_pending_work_was_there_when_the_iteration_began() {
        loop.timer().start(test.logs("timer"), 10, 0);
        loop.queuePending(test.logs("pending"));

        loop.run(RunMode.ONCE);

        assertThat(test.clockMillis()).isZero();
        assertThat(test.log).containsExactly("pending");
    }

    @Test
    @Rule("L05")
    void once_does_not_block_if_an_idle_handle_was_started_when_the_iteration_began() {
        loop.timer().start(test.logs("timer"), 10, 0);
        WatcherHandle idle = loop.idle();
        idle.start(idle::stop);

        loop.run(RunMode.ONCE);

        assertThat(test.clockMillis()).isZero();
    }

    @Test
    @Rule("L06")
    void once_blocks_until_its_only_timer_is_due_and_fires_it_once() {
        loop.timer().start(test.logs("timer"), 7, 0);

        boolean alive = loop.run(RunMode.ONCE);

        assertThat(alive).isFalse();
        assertThat(test.clockMillis()).isEqualTo(7);
        assertThat(test.log).containsExactly("timer");
    }

    @Test
    @Rule("L06")
    void once_fires_a_timer_of_zero_exactly_once() {
        loop.timer().start(test.logs("timer"), 0, 0);

        loop.run(RunMode.ONCE);

        assertThat(test.log).containsExactly("timer");
    }

    @Test
    @Rule("L07")
    void nowait_neither_blocks_nor_fires_a_timer_that_is_not_due() {
        loop.timer().start(test.logs("timer"), 1, 0);

        boolean alive = loop.run(RunMode.NOWAIT);

        assertThat(alive).isTrue();
        assertThat(test.log).isEmpty();
        assertThat(test.clockMillis()).isZero();
    }

    @Test
    @Rule("L08")
    void an_overdue_repeating_timer_fires_once_a_call() {
        loop.timer().start(test.logs("timer"), 10, 10);
        test.passMillis(25);

        loop.run(RunMode.NOWAIT);
        assertThat(test.log).hasSize(1);

        test.passMillis(25);
        loop.run(RunMode.ONCE);
        assertThat(test.log).hasSize(2);
    }

    @Test
    @Rule("L09")
    void active_handles_requests_pending_callbacks_and_closing_handles_keep_a_loop_alive() {
        assertThat(loop.isAlive()).isFalse();

        TimerHandle timer = loop.timer();
        assertThat(loop.isAlive()).as("inactive handle").isFalse();
        timer.start(() -> {}, 1, 0);
        assertThat(loop.isAlive()).as("active handle").isTrue();
        timer.unref();
        assertThat(loop.isAlive()).as("unreferenced handle").isFalse();
        timer.close();
        assertThat(loop.isAlive()).as("closing handle").isTrue();
        test.run();
        assertThat(loop.isAlive()).as("closed handle").isFalse();

        loop.queuePending(() -> {});
        assertThat(loop.isAlive()).as("pending callback").isTrue();
        test.run();
        test.submit(() -> {});
        assertThat(loop.isAlive()).as("request").isTrue();
        test.run();
        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    @Rule("L10")
    void a_request_keeps_the_loop_alive_though_its_handle_is_unreferenced() {
        TestIoHandle io = new TestIoHandle(loop, new FakeChannel(), SelectionKey.OP_READ);
        io.unref();
        assertThat(loop.isAlive()).isFalse();

        io.request(test.logs("cancelled"));

        assertThat(loop.isAlive()).isTrue();
        assertThat(loop.pollTimeoutMillis()).isEqualTo(Poller.FOREVER_MILLIS);
        io.close();
        test.run();
        assertThat(test.log).containsExactly("cancelled");
        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    @Rule("L10")
    void a_pool_request_keeps_the_loop_alive_until_its_callback_has_run() {
        test.submit(test.logs("completed"));

        assertThat(loop.run(RunMode.DEFAULT)).isFalse();
        assertThat(test.log).containsExactly("completed");
    }

    @Test
    @Rule("L11")
    void references_are_a_flag_and_not_a_count() {
        TimerHandle timer = loop.timer();
        timer.start(() -> {}, 1, 0);
        timer.unref();
        timer.unref();
        assertThat(timer.hasRef()).isFalse();

        timer.ref();

        assertThat(timer.hasRef()).isTrue();
        assertThat(loop.isAlive()).isTrue();
    }

    @Test
    @Rule("L11")
    void unreferenced_handles_alone_are_not_called() {
        WatcherHandle idle = loop.idle();
        WatcherHandle prepare = loop.prepare();
        WatcherHandle check = loop.check();
        TimerHandle timer = loop.timer();
        AsyncHandle async = loop.async(test.logs("async"));
        idle.start(test.logs("idle"));
        prepare.start(test.logs("prepare"));
        check.start(test.logs("check"));
        timer.start(test.logs("timer"), 0, 0);
        async.send();
        idle.unref();
        prepare.unref();
        check.unref();
        timer.unref();
        async.unref();

        assertThat(loop.run(RunMode.DEFAULT)).isFalse();
        assertThat(test.log).isEmpty();
    }

    @Test
    @Rule("L12")
    void unreferencing_the_last_handle_in_its_own_callback_ends_the_run() {
        WatcherHandle prepare = loop.prepare();
        prepare.start(
                () -> {
                    test.log.add("prepare");
                    prepare.unref();
                });

        assertThat(loop.run(RunMode.DEFAULT)).isFalse();
        assertThat(test.log).containsExactly("prepare");
    }

    @Test
    @Rule("L13")
    void stop_lets_the_iteration_finish_and_its_poll_not_block() {
        loop.timer().start(test.logs("timer"), 50, 0);
        loop.prepare().start(loop::stop);
        loop.check().start(test.logs("check"));

        assertThat(loop.run(RunMode.DEFAULT)).isTrue();
        assertThat(test.log).containsExactly("check");
        assertThat(test.clockMillis()).isZero();
    }

    @Test
    @Rule("L14")
    void stop_before_a_run_makes_that_run_return_at_once_and_no_other() {
        loop.timer().start(test.logs("timer"), 0, 0);
        loop.nextTick(test.logs("tick"));
        loop.stop();

        assertThat(loop.run(RunMode.DEFAULT)).isTrue();
        assertThat(test.log).isEmpty();

        assertThat(loop.run(RunMode.DEFAULT)).isFalse();
        assertThat(test.log).containsExactly("tick", "timer");
    }

    @Test
    @Rule("L15")
    void a_poll_does_not_block_without_anything_to_wait_for() {
        assertThat(loop.pollTimeoutMillis()).isZero();
    }

    @Test
    @Rule("L15")
    void a_poll_blocks_until_the_nearest_timer() {
        loop.timer().start(() -> {}, 20, 0);
        loop.timer().start(() -> {}, 10, 0);

        assertThat(loop.pollTimeoutMillis()).isEqualTo(10);
    }

    @Test
    @Rule("L15")
    void a_poll_blocks_for_ever_without_a_timer() {
        loop.async(null);

        assertThat(loop.pollTimeoutMillis()).isEqualTo(Poller.FOREVER_MILLIS);
    }

    @Test
    @Rule("L15")
    void a_poll_does_not_block_while_work_is_waiting() {
        loop.timer().start(() -> {}, 10, 0);
        TimerHandle closing = loop.timer();

        WatcherHandle idle = loop.idle();
        idle.start(() -> {});
        idle.unref();
        assertThat(loop.pollTimeoutMillis()).as("unreferenced idle handle").isZero();
        idle.stop();
        assertThat(loop.pollTimeoutMillis()).isEqualTo(10);

        loop.queuePending(() -> {});
        assertThat(loop.pollTimeoutMillis()).as("pending").isZero();
        loop.run(RunMode.NOWAIT);
        assertThat(loop.pollTimeoutMillis()).isEqualTo(10);

        closing.close();
        assertThat(loop.pollTimeoutMillis()).as("closing").isZero();
        loop.run(RunMode.NOWAIT);
        assertThat(loop.pollTimeoutMillis()).isEqualTo(10);

        loop.stop();
        assertThat(loop.pollTimeoutMillis()).as("stopping").isZero();
    }

    @Test
    @Rule("L17")
    void starting_a_timer_does_not_refresh_the_clock() {
        test.passMillis(30);
        loop.timer().start(test.logs("timer"), 10, 0);

        assertThat(loop.nowMillis()).isZero();
        assertThat(loop.pollTimeoutMillis()).isEqualTo(10);
    }

    @Test
    @Rule("L17")
    void the_clock_is_refreshed_when_default_starts_but_not_when_once_does() {
        loop.prepare().start(() -> test.log.add("prepare at " + loop.nowMillis()));
        test.passMillis(3);

        loop.run(RunMode.NOWAIT);
        test.passMillis(4);
        loop.setImmediate(loop::stop);
        loop.run(RunMode.DEFAULT);

        assertThat(test.log).containsExactly("prepare at 0", "prepare at 7");
    }

    @Test
    @Rule("L17")
    void the_clock_is_refreshed_after_the_poll_and_before_the_timers() {
        loop.timer().start(() -> test.log.add("timer at " + loop.nowMillis()), 10, 0);
        WatcherHandle check = loop.check();
        check.start(
                () -> {
                    test.log.add("check at " + loop.nowMillis());
                    test.passMillis(5);
                });
        check.unref();

        loop.run(RunMode.ONCE);

        assertThat(test.log).containsExactly("check at 10", "timer at 15");
    }

    @Test
    @Rule("L20")
    void a_loop_with_open_handles_or_requests_cannot_be_closed() {
        TimerHandle timer = loop.timer();
        assertThatIllegalStateException()
                .isThrownBy(loop::close)
                .withMessageContaining("open handles 1");
        timer.close();
        test.run();
        test.submit(() -> {});
        assertThatIllegalStateException()
                .isThrownBy(loop::close)
                .withMessageContaining("requests 1");

        test.run();

        loop.close();
        assertThatIllegalStateException().isThrownBy(() -> loop.run(RunMode.NOWAIT));
    }

    @Test
    @Rule("L21")
    void a_callback_cannot_run_its_own_loop() {
        loop.timer().start(() -> loop.run(RunMode.NOWAIT), 0, 0);

        test.run();

        assertThat(test.log).containsExactly("uncaught:a callback cannot run its own loop");
    }
}
