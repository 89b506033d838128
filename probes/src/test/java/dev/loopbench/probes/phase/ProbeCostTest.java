package dev.loopbench.probes.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.Phase;
import dev.loopbench.loopcore.sim.VirtualClock;
import org.junit.jupiter.api.Test;

final class ProbeCostTest {

    @Test
    void an_event_costs_its_clock_reading_and_the_observers_own_work() {
        VirtualClock clock = new VirtualClock(0, 20);
        LoopObserver costly =
                new LoopObserver() {
                    @Override
                    public void phaseEnded(Phase phase, int count, long start, long end) {
                        clock.advance(400);
                    }
                };

        Double nanos = ProbeCost.nanosPerEvent(clock, costly);

        // Five readings and 400 ns, over five events; and one more reading for 80 events.
        assertThat(nanos).isEqualTo(100.25);
    }

    @Test
    void a_clock_that_stands_still_shows_no_cost() {
        assertThat(ProbeCost.nanosPerEvent(VirtualClock.still(), LoopObserver.NONE)).isNull();
    }

    @Test
    void a_machine_too_slow_for_two_batches_has_a_cost_all_the_same() {
        VirtualClock clock = new VirtualClock(0, ProbeCost.BUDGET_NANOS);

        assertThat(ProbeCost.nanosPerEvent(clock, LoopObserver.NONE)).isPositive();
    }

    @Test
    void the_calibration_keeps_to_its_budget() {
        VirtualClock clock = new VirtualClock(0, 1_000);

        ProbeCost.nanosPerEvent(clock, LoopObserver.NONE);

        long oneBatchNanos = 16 * 5 * 1_000;
        assertThat(clock.nanoTime()).isLessThan(ProbeCost.BUDGET_NANOS + 2 * oneBatchNanos);
    }

    @Test
    void what_it_feeds_is_a_loop_without_residual() {
        PhaseProbe probe = new PhaseProbe(ThreadMeter.NONE, Long.MAX_VALUE);
        probe.open(0);
        ProbeCost.nanosPerEvent(new VirtualClock(0, 10_000), probe);
        probe.close(1);

        assertThat(probe.events()).isPositive();
        assertThat(probe.invalid()).isZero();
    }
}
