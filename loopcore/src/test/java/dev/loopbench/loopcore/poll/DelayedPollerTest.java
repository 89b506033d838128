package dev.loopbench.loopcore.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.VirtualClock;
import org.junit.jupiter.api.Test;

class DelayedPollerTest {

    private final VirtualClock clock = VirtualClock.still();

    @Test
    void a_poll_answers_later() {
        Poller poller = new DelayedPoller(new SimulatedPoller(clock), clock, 50);

        poller.poll(1);

        assertThat(clock.nanoTime()).isEqualTo(1_000_050);
    }

    @Test
    void a_wake_up_is_passed_on() {
        Poller poller = new DelayedPoller(new SimulatedPoller(clock), clock, 50);
        poller.wakeup();

        poller.poll(1);

        assertThat(clock.nanoTime()).isEqualTo(50);
    }
}
