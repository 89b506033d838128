package dev.loopbench.probes.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.loopcore.Phase;
import dev.loopbench.probes.result.Loop;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PhaseProbeTest {

    private static final long THRESHOLD_NANOS = 1_000;

    private final PhaseProbe probe = new PhaseProbe(ThreadMeter.NONE, THRESHOLD_NANOS);

    @Test
    void utilization_is_the_time_outside_the_kernel_over_the_time_of_the_runs() {
        probe.open(0);
        probe.runStarted(0);
        probe.pollEntered(1, -1, 100);
        probe.pollReturned(1, 0, false, 800);
        probe.runEnded(1_000);
        probe.close(5_000);

        assertThat(loop().utilizationShare()).isEqualTo(0.3);
        assertThat(Objects.requireNonNull(loop().durations().kernelWait()).maxNanos())
                .isEqualTo(700);
        assertThat(Objects.requireNonNull(loop().durations().busy()).count()).isEqualTo(2);
    }

    @Test
    void a_poll_that_may_not_wait_is_busy_and_yet_ends_the_delay_of_an_event() {
        probe.open(0);
        probe.runStarted(0);
        long now = 0;
        for (int iteration = 1; iteration <= 10; iteration++) {
            probe.pollEntered(iteration, 0, now + 40);
            probe.pollReturned(iteration, 0, false, now + 100);
            now += 100;
        }
        probe.runEnded(now);
        probe.close(now);

        assertThat(loop().utilizationShare()).isEqualTo(1.0);
        assertThat(Objects.requireNonNull(loop().durations().kernelWait()).count()).isZero();
        assertThat(phase("poll").totalNanos()).isEqualTo(600);
        assertThat(Objects.requireNonNull(loop().delay()).maxNanos()).isEqualTo(40);
        assertThat(Objects.requireNonNull(loop().durations().busy()).count()).isEqualTo(11);
    }

    @Test
    void drains_are_taken_out_of_the_phase_they_lie_in() {
        probe.open(0);
        probe.runStarted(0);
        probe.callbackEnded(Phase.TIMERS, "tick", 0, 100);
        probe.drained(Phase.TICKS, 3, 100, 250);
        probe.drained(Phase.MICROTASKS, 2, 250, 300);
        probe.phaseEnded(Phase.TIMERS, 1, 0, 400);
        probe.runEnded(400);
        probe.close(400);

        assertThat(phase("timers").totalNanos()).isEqualTo(200);
        assertThat(phase("ticks").totalNanos()).isEqualTo(150);
        assertThat(phase("ticks").callbacks()).isEqualTo(3);
        assertThat(phase("microtasks").totalNanos()).isEqualTo(50);
        assertThat(loop().busyTime().residualShare()).isZero();
    }

    @Test
    void a_drain_between_phases_is_not_taken_out_of_the_next_one() {
        probe.open(0);
        probe.runStarted(0);
        probe.drained(Phase.TICKS, 1, 0, 50);
        probe.callbackEnded(Phase.TIMERS, "tick", 50, 100);
        probe.phaseEnded(Phase.TIMERS, 1, 50, 100);
        probe.runEnded(100);
        probe.close(100);

        assertThat(phase("timers").totalNanos()).isEqualTo(50);
        assertThat(loop().busyTime().residualShare()).isZero();
    }

    @Test
    void a_lost_phase_shows_in_the_residual() {
        probe.open(0);
        probe.runStarted(0);
        probe.phaseEnded(Phase.TIMERS, 1, 0, 600);
        probe.runEnded(1_000);
        probe.close(1_000);

        assertThat(loop().busyTime().residualShare()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void a_lost_poll_shows_in_the_residual() {
        probe.open(0);
        probe.runStarted(0);
        probe.phaseEnded(Phase.TIMERS, 1, 0, 500);
        probe.pollReturned(1, 0, false, 900);
        probe.phaseEnded(Phase.POLL, 1, 900, 1_000);
        probe.runEnded(1_000);
        probe.close(1_000);

        assertThat(loop().busyTime().residualShare()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void a_lost_start_of_the_run_shows_in_the_residual() {
        probe.open(0);
        probe.phaseEnded(Phase.TIMERS, 1, 0, 500);
        probe.close(1_000);

        assertThat(loop().busyTime().residualShare()).isEqualTo(-1.0);
        assertThat(loop().unavailable()).containsKey("delay");
    }

    @Test
    void dispatch_is_the_poll_phase_without_the_kernel_and_with_its_drains() {
        probe.open(0);
        probe.runStarted(0);
        probe.pollEntered(1, -1, 0);
        probe.pollReturned(1, 1, false, 500);
        probe.callbackEnded(Phase.POLL, "read", 500, 600);
        probe.drained(Phase.TICKS, 1, 600, 700);
        probe.phaseEnded(Phase.POLL, 1, 500, 700);
        probe.runEnded(700);
        probe.close(700);

        assertThat(Objects.requireNonNull(loop().durations().dispatch()).maxNanos()).isEqualTo(200);
        assertThat(phase("poll").totalNanos()).isEqualTo(100);
    }

    @Test
    void rounds_of_one_phase_in_a_busy_period_are_one_duration() {
        probe.open(0);
        probe.runStarted(0);
        probe.phaseEnded(Phase.PENDING, 1, 0, 10);
        probe.phaseEnded(Phase.PENDING, 1, 10, 40);
        probe.runEnded(40);
        probe.close(40);

        assertThat(Objects.requireNonNull(phase("pending").durations()).count()).isEqualTo(1);
        assertThat(Objects.requireNonNull(phase("pending").durations()).maxNanos()).isEqualTo(40);
    }

    @Test
    void a_phase_that_never_ran_has_no_durations_and_no_slowest_callback() {
        probe.open(0);
        probe.close(10);

        assertThat(phase("check").callbacks()).isZero();
        assertThat(phase("check").durations()).isNull();
        assertThat(phase("check").slowest()).isNull();
    }

    @Test
    void phases_are_listed_in_the_order_reports_know() {
        assertThat(loop().busyTime().phases())
                .extracting(Loop.PhaseTime::phase)
                .containsExactly(
                        "timers",
                        "pending",
                        "idle",
                        "prepare",
                        "poll",
                        "check",
                        "closing",
                        "ticks",
                        "microtasks");
    }

    @Test
    void the_slowest_callback_keeps_its_label_and_its_offset() {
        probe.open(1_000);
        probe.runStarted(1_000);
        probe.callbackEnded(Phase.CHECK, "short", 1_000, 1_010);
        probe.callbackEnded(Phase.CHECK, "long", 1_010, 1_090);
        probe.callbackEnded(Phase.CHECK, "short", 1_090, 1_095);
        probe.close(2_000);

        assertThat(phase("check").slowest()).isEqualTo(new Loop.Slowest("long", 80, 10));
    }

    @Test
    void iterations_count_once_however_many_rounds_they_poll() {
        probe.open(0);
        probe.runStarted(0);
        probe.pollEntered(7, 0, 1);
        probe.pollReturned(7, 1024, false, 2);
        probe.pollEntered(7, 0, 3);
        probe.pollReturned(7, 1, false, 4);
        probe.pollEntered(8, 0, 5);
        probe.pollReturned(8, 2, false, 6);
        probe.close(10);

        assertThat(loop().counts().iterations()).isEqualTo(2);
        assertThat(loop().counts().events()).isEqualTo(1027);
        assertThat(loop().counts().eventsWaiting()).isEqualTo(1027);
    }

    @Test
    void events_of_a_poll_that_may_block_leave_the_waiting_ones_unknown() {
        probe.open(0);
        probe.runStarted(0);
        probe.pollEntered(1, 5, 1);
        probe.pollReturned(1, 1, false, 2);
        probe.close(10);

        assertThat(loop().counts().eventsWaiting()).isNull();
        assertThat(loop().unavailable()).containsKey("eventsWaiting");
    }

    @Test
    void timer_lateness_has_no_floor_and_a_timer_that_is_early_is_a_counted_fault() {
        probe.open(0);
        probe.timerFired(100, 100);
        probe.timerFired(100, 350);
        probe.timerFired(100, 99);
        probe.close(400);

        assertThat(Objects.requireNonNull(loop().durations().timerLateness()).minNanos()).isZero();
        assertThat(Objects.requireNonNull(loop().durations().timerLateness()).maxNanos())
                .isEqualTo(250);
        assertThat(probe.invalid()).isEqualTo(1);
    }

    @Test
    void without_timers_the_lateness_is_missing_with_a_reason() {
        probe.open(0);
        probe.close(1);

        assertThat(loop().durations().timerLateness()).isNull();
        assertThat(loop().unavailable()).containsEntry("timerLateness", "no timer fired");
    }

    @Test
    void what_happens_outside_the_window_is_ignored() {
        probe.runStarted(0);
        probe.pollEntered(1, -1, 10);
        probe.pollReturned(1, 5, false, 20);
        probe.phaseEnded(Phase.POLL, 5, 20, 30);
        probe.runEnded(40);
        probe.open(100);
        probe.close(200);
        probe.runStarted(300);
        probe.callbackEnded(Phase.TIMERS, "late", 300, 350);
        probe.runEnded(400);

        assertThat(loop().counts().iterations()).isZero();
        assertThat(Objects.requireNonNull(loop().durations().busy()).count()).isZero();
        assertThat(loop().busyTime().phases()).allMatch(row -> row.totalNanos() == 0);
        assertThat(probe.events()).isZero();
    }

    @Test
    void a_window_opened_inside_a_run_cuts_what_is_in_progress() {
        probe.runStarted(0);
        probe.open(600);
        probe.phaseEnded(Phase.TIMERS, 1, 0, 700);
        probe.pollEntered(1, -1, 700);
        probe.close(1_000);

        assertThat(Objects.requireNonNull(loop().durations().busy()).maxNanos()).isEqualTo(100);
        assertThat(phase("timers").totalNanos()).isEqualTo(100);
        assertThat(Objects.requireNonNull(loop().durations().kernelWait()).maxNanos())
                .isEqualTo(300);
        assertThat(loop().utilizationShare()).isEqualTo(0.25);
        assertThat(loop().busyTime().residualShare()).isZero();
    }

    @Test
    void a_second_window_starts_from_zero() {
        probe.open(0);
        probe.runStarted(0);
        probe.phaseEnded(Phase.TIMERS, 1, 0, 5_000);
        probe.runEnded(5_000);
        probe.close(5_000);
        probe.open(6_000);
        probe.close(7_000);

        assertThat(loop().held().stalls()).isEmpty();
        assertThat(phase("timers").callbacks()).isZero();
        assertThat(Objects.requireNonNull(loop().durations().busy()).count()).isZero();
    }

    @Test
    void instants_may_wrap() {
        long from = Long.MAX_VALUE - 50;
        probe.open(from);
        probe.runStarted(from);
        probe.phaseEnded(Phase.TIMERS, 1, from, from + 100);
        probe.runEnded(from + 100);
        probe.close(from + 100);

        assertThat(phase("timers").totalNanos()).isEqualTo(100);
        assertThat(loop().utilizationShare()).isEqualTo(1.0);
        assertThat(loop().busyTime().residualShare()).isZero();
    }

    @Test
    void thresholds_of_the_delay_are_exact() {
        probe.open(0);
        probe.runStarted(0);
        probe.pollEntered(1, 0, 120_000_000);
        probe.pollReturned(1, 0, false, 1_000_000_000);
        probe.pollEntered(2, 0, 1_000_000_001);
        probe.close(1_000_000_001);

        assertThat(Objects.requireNonNull(loop().delay()).over())
                .containsExactly(
                        new Loop.Delay.Over(1_000_000, 119_000_000 / 1_000_000_001.0),
                        new Loop.Delay.Over(10_000_000, 110_000_000 / 1_000_000_001.0),
                        new Loop.Delay.Over(50_000_000, 70_000_000 / 1_000_000_001.0),
                        new Loop.Delay.Over(100_000_000, 20_000_000 / 1_000_000_001.0));
    }

    private Loop loop() {
        return probe.loop(StallStacks.none("simulated"), PauseOverlap.UNKNOWN);
    }

    private Loop.PhaseTime phase(String name) {
        return loop().busyTime().phases().stream()
                .filter(row -> row.phase().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
