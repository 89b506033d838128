package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loopbench.loopcore.sim.VirtualClock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerHandleTest {

    private final TestLoop test = TestLoop.create();
    private final EventLoop loop = test.loop;

    @Test
    @Rule("T01")
    void timers_fire_by_deadline_and_equal_ones_in_start_order() {
        TimerHandle restarted = loop.timer();
        restarted.start(test.logs("restarted"), 5, 0);
        loop.timer().start(test.logs("late"), 6, 0);
        loop.timer().start(test.logs("first"), 5, 0);
        loop.timer().start(test.logs("second"), 5, 0);
        restarted.start(test.logs("restarted"), 5, 0);

        test.run();

        assertThat(test.log).containsExactly("first", "second", "restarted", "late");
    }

    @Test
    @Rule("T02")
    void starting_an_active_timer_replaces_deadline_and_callback() {
        TimerHandle timer = loop.timer();
        timer.start(test.logs("old"), 1, 0);
        timer.start(test.logs("new"), 9, 0);

        test.run();

        assertThat(test.log).containsExactly("new");
        assertThat(test.clockMillis()).isEqualTo(9);
    }

    @Test
    @Rule("T03")
    void a_timer_started_in_a_timer_callback_waits_for_the_next_iteration() {
        TimerHandle timer = loop.timer();
        timer.start(
                () -> {
                    test.log.add("first");
                    timer.start(test.logs("second"), 0, 0);
                },
                0,
                0);
        loop.check().start(test.logs("check"));

        loop.run(RunMode.NOWAIT);
        loop.run(RunMode.NOWAIT);

        assertThat(test.log).containsExactly("check", "first", "check", "second");
    }

    @Test
    @Rule("T04")
    void a_timer_stopped_or_closed_by_an_earlier_one_of_its_batch_does_not_fire() {
        TimerHandle stopped = loop.timer();
        TimerHandle closed = loop.timer();
        TimerHandle restarted = loop.timer();
        loop.timer()
                .start(
                        () -> {
                            test.log.add("killer");
                            stopped.stop();
                            closed.close();
                            restarted.start(test.logs("restarted"), 10, 0);
                        },
                        0,
                        0);
        stopped.start(test.logs("stopped"), 0, 0);
        closed.start(test.logs("closed"), 0, 0);
        restarted.start(test.logs("early"), 0, 0);

        test.run();

        assertThat(test.log).containsExactly("killer", "restarted");
        assertThat(test.clockMillis()).isEqualTo(10);
    }

    @Test
    @Rule("T05")
    void a_repeating_timer_is_armed_again_before_its_callback_and_never_catches_up() {
        TimerHandle timer = loop.timer();
        timer.start(
                () -> {
                    test.log.add(loop.nowMillis() + (timer.isActive() ? " active" : " inactive"));
                    if (test.log.size() == 3) {
                        timer.stop();
                    }
                },
                10,
                10);
        test.passMillis(35);

        test.run();

        assertThat(test.log).containsExactly("35 active", "45 active", "55 active");
    }

    @Test
    @Rule("T06")
    void the_time_its_callback_takes_is_part_of_a_repeating_timers_period() {
        TimerHandle timer = loop.timer();
        timer.start(
                () -> {
                    test.log.add("at " + test.clockMillis());
                    test.passMillis(17);
                    if (test.log.size() == 2) {
                        timer.stop();
                    }
                },
                50,
                50);

        test.run();

        assertThat(test.log).containsExactly("at 50", "at 100");
    }

    @Test
    @Rule("T07")
    void a_repeat_value_set_in_the_callback_counts_from_the_next_arming_on() {
        TimerHandle timer = loop.timer();
        timer.start(
                () -> {
                    test.log.add("at " + test.clockMillis());
                    timer.repeatMillis(0);
                },
                10,
                10);

        test.run();

        assertThat(test.log).containsExactly("at 10", "at 20");
        assertThat(timer.repeatMillis()).isZero();
    }

    @Test
    @Rule("T08")
    void again_needs_a_timer_that_was_started() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.timer().again())
                .withMessage("the timer was never started");
    }

    @Test
    @Rule("T08")
    void again_puts_a_repeating_timer_off_for_as_long_as_it_is_called() {
        TimerHandle timer = loop.timer();
        timer.start(test.logs("timer"), 10, 10);
        for (int i = 0; i < 5; i++) {
            test.passMillis(6);
            loop.updateTime();
            timer.again();
            loop.run(RunMode.NOWAIT);
        }
        assertThat(test.log).isEmpty();

        test.passMillis(10);
        loop.run(RunMode.NOWAIT);
        assertThat(test.log).containsExactly("timer");
    }

    @Test
    @Rule("T08")
    void again_does_nothing_to_a_timer_that_does_not_repeat() {
        TimerHandle timer = loop.timer();
        timer.start(test.logs("timer"), 10, 0);
        test.passMillis(6);
        loop.updateTime();

        timer.again();

        assertThat(timer.dueInMillis()).isEqualTo(4);
    }

    @Test
    @Rule("T09")
    void due_in_counts_from_the_cached_now_and_ends_at_zero() {
        TimerHandle timer = loop.timer();
        timer.start(() -> {}, 10, 0);
        test.passMillis(4);
        assertThat(timer.dueInMillis()).isEqualTo(10);

        loop.updateTime();
        assertThat(timer.dueInMillis()).isEqualTo(6);

        test.passMillis(100);
        loop.updateTime();
        assertThat(timer.dueInMillis()).isZero();
    }

    @Test
    @Rule("T09")
    void a_huge_timeout_saturates_instead_of_wrapping() {
        test.passMillis(5);
        loop.updateTime();
        TimerHandle huge = loop.timer();
        huge.start(test.logs("huge"), Long.MAX_VALUE, Long.MAX_VALUE);
        loop.timer().start(test.logs("small"), 1, 0);

        loop.run(RunMode.ONCE);

        assertThat(test.log).containsExactly("small");
        assertThat(huge.dueInMillis()).isEqualTo(Long.MAX_VALUE - 6);
    }

    @Test
    @Rule("T10")
    @SuppressWarnings("NullAway") // the rule is about null
    void starting_without_a_callback_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.timer().start(null, 1, 0))
                .withMessage("a timer needs a callback");
    }

    @Test
    @Rule("T10")
    void starting_a_closing_timer_or_with_a_negative_time_is_refused() {
        TimerHandle timer = loop.timer();
        assertThatIllegalArgumentException().isThrownBy(() -> timer.start(() -> {}, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> timer.start(() -> {}, 1, -1));
        timer.start(() -> {}, 1, 1);
        timer.close();

        assertThatIllegalArgumentException().isThrownBy(() -> timer.start(() -> {}, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(timer::again);
    }

    @Test
    @Rule("T10")
    void stopping_an_inactive_timer_does_nothing() {
        TimerHandle timer = loop.timer();

        timer.stop();

        assertThat(timer.isActive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE - 3_000_000, Long.MIN_VALUE})
    @Rule("T11")
    void no_timer_is_early_on_a_clock_that_starts_anywhere_and_stops_between_milliseconds(
            long originNanos) {
        VirtualClock clock = new VirtualClock(originNanos, 0);
        TestLoop anywhere = TestLoop.observedBy(LoopObserver.NONE, clock);
        clock.advance(900_000);
        anywhere.loop.updateTime();
        anywhere.loop
                .timer()
                .start(() -> anywhere.log.add("at " + (clock.nanoTime() - originNanos)), 5, 0);

        anywhere.run();

        // 5 ms after the cached now of 0 ms, in the first poll that ends past it
        assertThat(anywhere.log).containsExactly("at " + 5_900_000);
    }

    @Test
    @Rule("T11")
    void a_timer_is_not_due_in_the_millisecond_before_its_deadline() {
        loop.timer().start(test.logs("timer"), 2, 0);
        test.clock.advance(TimeUnit.MILLISECONDS.toNanos(2) - 1);
        loop.run(RunMode.NOWAIT);
        assertThat(test.log).isEmpty();

        test.clock.advance(1);
        loop.run(RunMode.NOWAIT);
        assertThat(test.log).containsExactly("timer");
    }
}
