package dev.loopbench.probes.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Phase;
import dev.loopbench.probes.result.Loop;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What held the loop, by callback: also below the threshold of a stall. */
final class PhaseProbeHoldTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private long cpuNanos;
    private long nowNanos;
    private long iteration;
    private final PhaseProbe probe = new PhaseProbe(() -> cpuNanos, 50 * MILLI);

    @Test
    void holds_of_one_callback_are_added_up_and_what_events_met_most_of_comes_first() {
        begin();
        callback("parse", 10);
        callback("hash", 30);
        callback("parse", 20);
        callback("short", 4);

        List<Loop.Hold> holds = holds();
        assertThat(holds).extracting(Loop.Hold::label).containsExactly("hash", "parse");
        Loop.Hold parse = holds.get(1);
        assertThat(parse.count()).isEqualTo(2);
        assertThat(parse.totalNanos()).isEqualTo(30 * MILLI);
        assertThat(parse.maxNanos()).isEqualTo(20 * MILLI);
        assertThat(parse.metNanos())
                .as("weighed by length: (10² + 20²) / 30")
                .isEqualTo(Math.round(500.0 / 30 * MILLI));
        assertThat(parse.parts().cpuNanos()).isEqualTo(15 * MILLI);
    }

    @Test
    void a_busy_period_of_many_callbacks_is_no_single_ones_doing() {
        begin();
        for (int i = 0; i < 10; i++) {
            probe.callbackEnded(Phase.POLL, "connection", nowNanos, nowNanos + MILLI);
            nowNanos += MILLI;
        }
        probe.phaseEnded(Phase.POLL, 10, nowNanos - 10 * MILLI, nowNanos);
        poll();

        assertThat(holds()).extracting(Loop.Hold::label).containsExactly(Loop.Hold.MANY);
    }

    @Test
    void a_long_drain_of_ticks_is_told_as_that() {
        begin();
        probe.drained(Phase.TICKS, 1000, nowNanos, nowNanos + 10 * MILLI);
        nowNanos += 10 * MILLI;
        poll();

        assertThat(holds()).extracting(Loop.Hold::label).containsExactly("ticks");
    }

    @Test
    void more_holds_than_there_is_room_for_leave_the_longest() {
        begin();
        callback("long", 40);
        for (int i = 0; i < 2 * HoldLog.CAPACITY; i++) {
            callback("usual", 6);
        }
        callback("late", 45);

        assertThat(holds())
                .extracting(Loop.Hold::label)
                .containsExactlyInAnyOrder("usual", "late", "long");
        assertThat(holds().stream().mapToLong(Loop.Hold::count).sum()).isEqualTo(HoldLog.CAPACITY);
    }

    private void begin() {
        probe.open(0);
        probe.runStarted(0);
        poll();
    }

    private void callback(String label, long millis) {
        long startNanos = nowNanos;
        nowNanos += millis * MILLI;
        cpuNanos += millis * MILLI / 2;
        probe.callbackEnded(Phase.TIMERS, label, startNanos, nowNanos);
        probe.phaseEnded(Phase.TIMERS, 1, startNanos, nowNanos);
        poll();
    }

    private void poll() {
        iteration++;
        probe.pollEntered(iteration, -1, nowNanos);
        nowNanos += MILLI;
        probe.pollReturned(iteration, 0, false, nowNanos);
    }

    private List<Loop.Hold> holds() {
        probe.pollEntered(iteration + 1, -1, nowNanos);
        probe.close(nowNanos);
        return Objects.requireNonNull(
                probe.loop(StallStacks.none("no watchdog"), PauseOverlap.UNKNOWN).held().holds());
    }
}
