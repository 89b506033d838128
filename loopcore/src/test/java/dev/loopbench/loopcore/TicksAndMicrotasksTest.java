package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TicksAndMicrotasksTest {

    private final TestLoop test = TestLoop.create();
    private final EventLoop loop = test.loop;

    @Test
    @Rule("N01")
    void both_queues_are_drained_after_every_single_callback() {
        Runnable drained =
                () -> {
                    test.log.add("callback");
                    loop.queueMicrotask(test.logs("microtask"));
                    loop.nextTick(test.logs("tick"));
                };
        loop.timer().start(drained, 0, 0);
        loop.timer().start(drained, 0, 0);
        loop.setImmediate(drained);
        loop.setImmediate(drained);
        test.submit(drained);
        loop.timer().close(drained);
        loop.queuePending(drained);
        test.passMillis(TestLoop.JOB_MILLIS);

        test.run();

        assertThat(test.log).hasSize(7 * 3);
        for (int i = 0; i < test.log.size(); i += 3) {
            assertThat(test.log.subList(i, i + 3)).containsExactly("callback", "tick", "microtask");
        }
    }

    @Test
    @Rule("N01")
    void a_tick_can_still_clear_the_next_due_timer_or_immediate() {
        Timeout timeout = loop.setTimeout(test.logs("never"), 5);
        timeout.clear();
        Timeout[] second = new Timeout[1];
        Immediate[] next = new Immediate[1];
        loop.setTimeout(() -> loop.nextTick(second[0]::clear), 5);
        second[0] = loop.setTimeout(test.logs("second timeout"), 5);
        loop.setImmediate(() -> loop.nextTick(next[0]::clear));
        next[0] = loop.setImmediate(test.logs("second immediate"));

        test.run();

        assertThat(test.log).isEmpty();
    }

    @Test
    @Rule("N02")
    void nested_ticks_run_in_the_same_drain_before_any_timer() {
        loop.timer()
                .start(
                        () -> {
                            loop.nextTick(
                                    () -> {
                                        test.log.add("tick 1");
                                        loop.nextTick(test.logs("nested"));
                                    });
                            loop.nextTick(test.logs("tick 2"));
                        },
                        0,
                        0);
        loop.timer().start(test.logs("timer"), 0, 0);

        test.run();

        assertThat(test.log).containsExactly("tick 1", "tick 2", "nested", "timer");
    }

    @Test
    @Rule("N02")
    void ticks_that_queue_ticks_starve_the_loop() {
        int[] ticks = {0};
        Runnable endless =
                new Runnable() {
                    @Override
                    public void run() {
                        if (++ticks[0] < 100_000) {
                            loop.nextTick(this);
                        }
                    }
                };
        loop.setImmediate(() -> loop.nextTick(endless));
        loop.setImmediate(() -> test.log.add("after " + ticks[0]));

        test.run();

        assertThat(test.log).containsExactly("after 100000");
    }

    @Test
    @Rule("N03")
    void all_ticks_run_before_the_microtasks_until_both_are_empty() {
        loop.setImmediate(
                () -> {
                    loop.queueMicrotask(
                            () -> {
                                test.log.add("microtask 1");
                                loop.nextTick(test.logs("tick of a microtask"));
                                loop.queueMicrotask(test.logs("microtask 2"));
                            });
                    loop.nextTick(
                            () -> {
                                test.log.add("tick 1");
                                loop.nextTick(test.logs("tick 2"));
                            });
                });

        test.run();

        assertThat(test.log)
                .containsExactly(
                        "tick 1", "tick 2", "microtask 1", "microtask 2", "tick of a microtask");
    }

    @Test
    @Rule("N04")
    void without_a_tick_microtasks_run_and_the_ticks_they_queue_follow_at_once() {
        loop.setImmediate(
                () ->
                        loop.queueMicrotask(
                                () -> {
                                    loop.nextTick(test.logs("tick"));
                                    test.log.add("microtask");
                                }));
        loop.setImmediate(test.logs("immediate"));

        test.run();

        assertThat(test.log).containsExactly("microtask", "tick", "immediate");
    }

    @Test
    @Rule("N05")
    void a_throwing_tick_goes_to_the_handler_and_the_others_still_run() {
        loop.setImmediate(
                () -> {
                    loop.nextTick(test.logsAndThrows("a"));
                    loop.nextTick(test.logs("c"));
                });

        test.run();

        assertThat(test.log).containsExactly("a", "uncaught:from a", "c");
    }

    @Test
    @Rule("N05")
    void ticks_queued_after_the_program_has_ended_never_run() {
        new Script(loop, () -> {}, () -> loop.nextTick(test.logs("before exit"))).run();

        loop.nextTick(test.logs("while exiting"));
        loop.close();

        assertThat(test.log).containsExactly("before exit");
    }

    @Test
    @Rule("U01")
    void microtasks_are_first_in_first_out_and_never_run_at_once() {
        loop.setImmediate(
                () -> {
                    loop.queueMicrotask(
                            () -> {
                                loop.queueMicrotask(test.logs("3"));
                                test.log.add("1");
                            });
                    loop.queueMicrotask(test.logs("2"));
                    test.log.add("callback");
                });

        test.run();

        assertThat(test.log).containsExactly("callback", "1", "2", "3");
    }

    @Test
    @Rule("U02")
    void a_tick_queued_by_a_microtask_runs_before_the_next_timer() {
        loop.setTimeout(() -> loop.queueMicrotask(() -> loop.nextTick(test.logs("tick"))), 5);
        loop.setTimeout(test.logs("timeout"), 5);

        test.run();

        assertThat(test.log).containsExactly("tick", "timeout");
    }

    @Test
    @Rule("U03")
    void a_throwing_microtask_goes_to_the_handler_and_the_others_still_run() {
        loop.setImmediate(
                () -> {
                    loop.queueMicrotask(test.logsAndThrows("a"));
                    loop.queueMicrotask(test.logs("b"));
                });

        test.run();

        assertThat(test.log).containsExactly("a", "uncaught:from a", "b");
    }

    @Test
    @Rule("U04")
    void what_is_to_run_once_drained_waits_for_ticks_and_microtasks_and_is_drained_itself() {
        loop.setImmediate(
                () -> {
                    loop.onceDrained(
                            () -> {
                                loop.nextTick(test.logs("late tick"));
                                test.logsAndThrows("drained").run();
                            });
                    loop.onceDrained(test.logs("drained too"));
                    loop.queueMicrotask(() -> loop.nextTick(test.logs("tick")));
                });
        loop.setImmediate(test.logs("immediate"));

        test.run();

        assertThat(test.log)
                .containsExactly(
                        "tick",
                        "drained",
                        "uncaught:from drained",
                        "drained too",
                        "late tick",
                        "immediate");
    }

    @Test
    void what_was_queued_outside_of_a_callback_runs_when_the_run_starts() {
        loop.queueMicrotask(() -> loop.setImmediate(test.logs("immediate")));
        loop.nextTick(test.logs("tick"));

        test.run();

        assertThat(test.log).containsExactly("tick", "immediate");
    }
}
