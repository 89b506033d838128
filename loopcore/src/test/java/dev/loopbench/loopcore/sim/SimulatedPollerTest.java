package dev.loopbench.loopcore.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.poll.Poller;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedPollerTest {

    private final VirtualClock clock = VirtualClock.still();
    private final SimulatedPoller poller = new SimulatedPoller(clock);

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE - 5})
    void a_poll_in_which_nothing_happens_lasts_its_timeout(long originNanos) {
        VirtualClock anywhere = new VirtualClock(originNanos, 0);

        assertThat(new SimulatedPoller(anywhere).poll(3)).isZero();

        assertThat(anywhere.nanoTime() - originNanos).isEqualTo(TimeUnit.MILLISECONDS.toNanos(3));
    }

    @Test
    void a_wake_up_ends_the_poll_at_its_instant() {
        clock.schedule(500, () -> {});
        clock.schedule(700, poller::wakeup);

        assertThat(poller.poll(Poller.FOREVER_MILLIS)).isZero();

        assertThat(clock.nanoTime()).isEqualTo(700);
        assertThat(poller.wasWoken()).isTrue();
    }

    @Test
    void a_wake_up_before_the_poll_ends_that_poll_and_no_other() {
        poller.wakeup();
        poller.poll(1);
        assertThat(clock.nanoTime()).isZero();

        poller.poll(1);
        assertThat(poller.wasWoken()).isFalse();
        assertThat(clock.nanoTime()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1));
    }

    @Test
    void a_poll_that_does_not_block_still_sees_what_is_due_now() {
        boolean[] ran = {false};
        clock.schedule(0, () -> ran[0] = true);

        poller.poll(0);

        assertThat(ran[0]).isTrue();
        assertThat(clock.nanoTime()).isZero();
    }

    @Test
    void waiting_for_ever_for_nothing_is_refused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> poller.poll(Poller.FOREVER_MILLIS))
                .withMessageContaining("no event is scheduled");
    }
}
