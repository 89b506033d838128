package dev.loopbench.probes.phase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LoopActivityTest {

    private final LoopActivity activity = new LoopActivity();

    @Test
    void each_busy_period_has_a_number_of_its_own() {
        activity.busy(10);
        long first = activity.state();
        activity.idle();
        long idle = activity.state();
        activity.busy(30);
        long second = activity.state();

        assertThat(LoopActivity.isBusy(first)).isTrue();
        assertThat(LoopActivity.isBusy(idle)).isFalse();
        assertThat(LoopActivity.isBusy(second)).isTrue();
        assertThat(second).isNotEqualTo(first);
        assertThat(activity.busySinceNanos()).isEqualTo(30);
    }

    @Test
    void a_busy_loop_told_to_be_busy_stays_in_its_period() {
        activity.busy(10);
        long state = activity.state();
        activity.busy(20);

        assertThat(activity.state()).isEqualTo(state);
        assertThat(activity.busySinceNanos()).isEqualTo(10);
    }
}
