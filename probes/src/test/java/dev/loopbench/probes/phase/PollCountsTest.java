package dev.loopbench.probes.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.probes.result.Loop;
import org.junit.jupiter.api.Test;

/** What polls brought, and what ended them. */
final class PollCountsTest {

    private final PhaseProbe probe = new PhaseProbe(ThreadMeter.NONE, Long.MAX_VALUE);
    private final PoolRequest<String> request = new PoolRequest<>(Lane.CPU, "job", () -> "", null);
    private long nowNanos;

    PollCountsTest() {
        probe.open(0);
        probe.runStarted(0);
    }

    @Test
    void a_poll_that_brings_neither_a_channel_nor_a_request_is_empty() {
        poll(0, false, 0);
        poll(3, false, 0);
        poll(0, true, 2);
        poll(0, true, 0);

        assertThat(loop().counts().emptyPolls()).isEqualTo(2);
    }

    @Test
    void the_last_poll_counts_as_well() {
        poll(1, false, 0);
        poll(0, false, 0);

        assertThat(loop().counts().emptyPolls()).isEqualTo(1);
    }

    @Test
    void a_wake_up_counts_whether_it_brought_something_or_not() {
        poll(0, true, 0);
        poll(0, true, 1);
        poll(1, false, 0);

        assertThat(loop().counts().wakeups()).isEqualTo(2);
    }

    @Test
    void all_requests_of_one_poll_are_one_hand_off() {
        poll(0, true, 4);
        poll(0, false, 0);
        poll(0, true, 1);

        loop();
        assertThat(probe.handOffs()).isEqualTo(2);
    }

    @Test
    void a_window_counts_from_its_opening() {
        poll(0, true, 1);
        poll(0, true, 0);
        probe.open(nowNanos);
        poll(1, false, 0);

        assertThat(loop().counts().emptyPolls()).isZero();
        assertThat(loop().counts().wakeups()).isZero();
        assertThat(probe.handOffs()).isZero();
    }

    private void poll(int events, boolean woken, int requests) {
        probe.pollEntered(1, -1, nowNanos++);
        probe.pollReturned(1, events, woken, nowNanos++);
        for (int i = 0; i < requests; i++) {
            probe.requestCompleted(request, nowNanos++);
        }
    }

    private Loop loop() {
        probe.runEnded(nowNanos);
        probe.close(nowNanos);
        return probe.loop(StallStacks.none("no watchdog"), (from, to) -> 0L);
    }
}
