package dev.loopbench.probes.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Phase;
import dev.loopbench.probes.result.Loop;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PhaseProbeStallTest {

    private static final long THRESHOLD_NANOS = 1_000;

    private long cpuNanos;
    private final PhaseProbe probe = new PhaseProbe(() -> cpuNanos, THRESHOLD_NANOS);

    @Test
    void a_busy_period_of_the_threshold_is_a_stall_and_one_below_is_not() {
        probe.open(0);
        probe.runStarted(0);
        probe.pollEntered(1, 0, 999);
        probe.pollReturned(1, 0, false, 2_000);
        probe.pollEntered(2, 0, 3_000);
        probe.close(3_000);

        assertThat(stalls()).extracting(Loop.Stall::atNanos).containsExactly(2_000L);
        assertThat(stalls()).extracting(Loop.Stall::durationNanos).containsExactly(1_000L);
    }

    @Test
    void a_stall_names_the_phase_of_most_time_and_the_longest_callback() {
        probe.open(0);
        probe.runStarted(0);
        probe.callbackEnded(Phase.TIMERS, "short", 0, 100);
        probe.phaseEnded(Phase.TIMERS, 1, 0, 100);
        probe.callbackEnded(Phase.CHECK, "long", 100, 1_500);
        probe.phaseEnded(Phase.CHECK, 1, 100, 1_500);
        probe.runEnded(1_500);
        probe.close(1_500);

        assertThat(stalls()).extracting(Loop.Stall::phase).containsExactly("check");
        assertThat(stalls()).extracting(Loop.Stall::label).containsExactly("long");
    }

    @Test
    void a_stall_in_no_phase_says_so() {
        probe.open(0);
        probe.runStarted(0);
        probe.runEnded(5_000);
        probe.close(5_000);

        assertThat(stalls()).extracting(Loop.Stall::phase).containsExactly("unaccounted");
        assertThat(stalls()).extracting(Loop.Stall::label).containsExactly("unaccounted");
    }

    @Test
    void a_stall_has_the_cpu_time_of_its_busy_period() {
        cpuNanos = 70;
        probe.open(0);
        probe.runStarted(0);
        cpuNanos = 100;
        probe.runEnded(5_000);
        probe.close(5_000);

        assertThat(stalls()).extracting(stall -> stall.parts().cpuNanos()).containsExactly(30L);
    }

    @Test
    void a_cpu_clock_that_cannot_tell_leaves_the_stall_without_cpu_time() {
        cpuNanos = -1;
        probe.open(0);
        probe.runStarted(0);
        probe.runEnded(5_000);
        probe.close(5_000);

        assertThat(stalls().get(0).parts().cpuNanos()).isNull();
    }

    @Test
    void the_longest_hundred_stalls_are_kept_in_order_and_the_others_counted() {
        probe.open(0);
        long nowNanos = 0;
        probe.runStarted(nowNanos);
        for (int i = 1; i <= 150; i++) {
            nowNanos += THRESHOLD_NANOS + i;
            probe.pollEntered(i, 0, nowNanos);
            probe.pollReturned(i, 0, false, nowNanos);
        }
        probe.pollEntered(151, 0, nowNanos);
        probe.close(nowNanos);

        assertThat(stalls()).hasSize(Loop.MAX_STALLS);
        assertThat(stalls()).extracting(Loop.Stall::durationNanos).isSorted().startsWith(1_051L);
        assertThat(loop().held().stallsDropped()).isEqualTo(50);
    }

    @Test
    void a_stall_asks_for_the_stack_of_its_own_busy_period_and_for_its_pauses() {
        probe.open(100);
        probe.runStarted(100);
        long state = probe.activity().state();
        probe.pollEntered(1, 0, 2_100);
        probe.close(2_100);

        Loop.Stall stall =
                probe.loop(
                                asked ->
                                        asked == state
                                                ? StallStacks.Sample.of(
                                                        List.of("shop.Cart.total"),
                                                        StallStacks.Seen.RUNNABLE)
                                                : StallStacks.Sample.missing("another one"),
                                (fromNanos, toNanos) -> toNanos - fromNanos)
                        .held()
                        .stalls()
                        .get(0);

        assertThat(stall.stack()).containsExactly("shop.Cart.total");
        assertThat(stall.stackReason()).isNull();
        assertThat(stall.parts().gcNanos()).isEqualTo(2_000);
    }

    @Test
    void without_a_watchdog_a_stall_has_a_reason_instead_of_a_stack() {
        probe.open(0);
        probe.runStarted(0);
        probe.runEnded(5_000);
        probe.close(5_000);

        assertThat(stalls().get(0).stack()).isNull();
        assertThat(stalls().get(0).stackReason()).isEqualTo("simulated");
        assertThat(stalls().get(0).parts().gcNanos()).isNull();
    }

    private List<Loop.Stall> stalls() {
        return loop().held().stalls();
    }

    private Loop loop() {
        return probe.loop(StallStacks.none("simulated"), PauseOverlap.UNKNOWN);
    }
}
