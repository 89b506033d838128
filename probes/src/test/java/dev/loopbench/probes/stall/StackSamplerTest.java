package dev.loopbench.probes.stall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.probes.phase.LoopActivity;
import dev.loopbench.probes.phase.StallStacks;
import org.junit.jupiter.api.Test;

final class StackSamplerTest {

    private static final long HOLD_NANOS = 50;
    private static final long THRESHOLD_NANOS = 200;

    private final LoopActivity activity = new LoopActivity();
    private final VirtualClock clock = VirtualClock.still();
    private int taken;
    private Thread.State threadState = Thread.State.RUNNABLE;
    private Runnable whileTaking = () -> {};
    private final StackSampler sampler =
            new StackSampler(
                    activity,
                    () -> {
                        taken++;
                        whileTaking.run();
                        return new StackTraceElement[] {
                            new StackTraceElement("shop.Cart", "total", "Cart.java", taken)
                        };
                    },
                    () -> threadState,
                    clock,
                    HOLD_NANOS,
                    THRESHOLD_NANOS);

    @Test
    void a_busy_period_that_lasts_is_sampled_once() {
        activity.busy(0);
        clock.advance(50);
        sampler.check();
        clock.advance(50);
        sampler.check();

        assertThat(taken).isEqualTo(1);
        assertThat(sampler.during(activity.state()).stack())
                .containsExactly("shop.Cart.total(Cart.java:1)");
    }

    @Test
    void a_busy_period_that_is_over_soon_is_left_alone() {
        activity.busy(0);
        clock.advance(49);
        sampler.check();

        assertThat(taken).isZero();
    }

    @Test
    void a_loop_in_its_poll_is_left_alone_however_long() {
        activity.busy(0);
        activity.idle();
        clock.advance(1_000);
        sampler.check();

        assertThat(taken).isZero();
    }

    @Test
    void many_short_periods_are_not_taken_for_a_long_one() {
        for (int i = 1; i <= 10; i++) {
            activity.busy(clock.nanoTime());
            clock.advance(20);
            sampler.check();
            activity.idle();
        }

        assertThat(taken).isZero();
    }

    @Test
    void a_stack_taken_after_the_stall_has_ended_is_thrown_away() {
        activity.busy(0);
        long stalled = activity.state();
        clock.advance(60);
        whileTaking = activity::idle;
        sampler.check();

        assertThat(sampler.during(stalled).stack()).isNull();
        assertThat(sampler.during(stalled).reason()).startsWith("no valid sample");
    }

    @Test
    void a_stack_taken_in_the_next_busy_period_is_thrown_away_too() {
        activity.busy(0);
        clock.advance(60);
        whileTaking =
                () -> {
                    activity.idle();
                    activity.busy(clock.nanoTime());
                };
        sampler.check();

        assertThat(sampler.samples()).isZero();
    }

    @Test
    void every_stall_has_its_own_stack() {
        activity.busy(0);
        long first = activity.state();
        clock.advance(60);
        sampler.check();
        activity.idle();
        activity.busy(clock.nanoTime());
        long second = activity.state();
        clock.advance(60);
        sampler.check();

        assertThat(sampler.during(first).stack()).containsExactly("shop.Cart.total(Cart.java:1)");
        assertThat(sampler.during(second).stack()).containsExactly("shop.Cart.total(Cart.java:2)");
    }

    @Test
    void a_busy_period_that_comes_to_be_a_stall_is_sampled_once_more() {
        activity.busy(0);
        for (int look = 0; look < 8; look++) {
            clock.advance(50);
            sampler.check();
        }

        assertThat(taken).isEqualTo(2);
        assertThat(sampler.during(activity.state()).stack())
                .containsExactly("shop.Cart.total(Cart.java:2)");
    }

    @Test
    void samples_are_bounded_and_later_stalls_say_why_they_have_none() {
        long last = 0;
        for (int i = 0; i <= StackSampler.MAX_SAMPLES; i++) {
            last = busyFor(THRESHOLD_NANOS);
        }

        assertThat(sampler.samples()).isEqualTo(StackSampler.MAX_SAMPLES);
        assertThat(sampler.during(last).reason())
                .isEqualTo("only the first 1000 stalls were sampled");
    }

    @Test
    void many_short_holds_leave_room_for_the_stalls_after_them() {
        for (int i = 0; i <= 2 * StackSampler.MAX_SAMPLES; i++) {
            busyFor(HOLD_NANOS);
        }
        long stalled = busyFor(THRESHOLD_NANOS);

        assertThat(taken).isEqualTo(StackSampler.MAX_SAMPLES + 1);
        assertThat(sampler.during(stalled).stack()).isNotNull();
    }

    /** Number of a busy period that was looked at when it had lasted so long. */
    private long busyFor(long nanos) {
        activity.busy(clock.nanoTime());
        long state = activity.state();
        clock.advance(nanos);
        sampler.check();
        activity.idle();
        return state;
    }

    @Test
    void the_time_it_takes_is_counted() {
        activity.busy(0);
        clock.advance(60);
        whileTaking = () -> clock.advance(33);
        sampler.check();

        assertThat(sampler.costNanos()).isEqualTo(33);
    }

    @Test
    void a_thread_that_waits_at_one_look_and_not_at_the_next_has_waited() {
        activity.busy(0);
        clock.advance(HOLD_NANOS / 2);
        threadState = Thread.State.TIMED_WAITING;
        sampler.check();
        threadState = Thread.State.RUNNABLE;
        clock.advance(HOLD_NANOS);
        sampler.check();

        assertThat(sampler.during(activity.state()).seen()).isEqualTo(StallStacks.Seen.WAITING);
    }

    @Test
    void a_stall_that_is_over_before_a_stack_is_taken_may_have_been_seen() {
        activity.busy(0);
        clock.advance(HOLD_NANOS / 2);
        sampler.check();

        StallStacks.Sample sample = sampler.during(activity.state());
        assertThat(sample.stack()).isNull();
        assertThat(sample.seen()).isEqualTo(StallStacks.Seen.RUNNABLE);
    }

    @Test
    void a_short_busy_period_is_not_looked_at() {
        activity.busy(0);
        clock.advance(HOLD_NANOS / 2 - 1);
        sampler.check();

        assertThat(sampler.during(activity.state()).seen()).isEqualTo(StallStacks.Seen.NOT_SEEN);
    }
}
