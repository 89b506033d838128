package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.poll.Poller;
import org.junit.jupiter.api.Test;

class PollTimeoutTest {

    @Test
    @Rule("L15")
    void work_that_is_waiting_goes_before_any_timer() {
        assertThat(PollTimeout.millis(true, true, 50, 10)).isZero();
        assertThat(PollTimeout.millis(true, false, 0, 10)).isZero();
    }

    @Test
    @Rule("L15")
    void without_a_timer_it_waits_for_ever() {
        assertThat(PollTimeout.millis(false, false, 0, 10)).isEqualTo(Poller.FOREVER_MILLIS);
    }

    @Test
    @Rule("L15")
    void a_deadline_that_is_past_is_not_waited_for() {
        assertThat(PollTimeout.millis(false, true, 10, 10)).isZero();
        assertThat(PollTimeout.millis(false, true, 9, 10)).isZero();
    }

    @Test
    @Rule("L16")
    void a_wait_is_cut_at_31_bits_of_milliseconds() {
        long maxMillis = 0x7fff_ffffL;
        assertThat(PollTimeout.millis(false, true, 10 + maxMillis, 10)).isEqualTo(maxMillis);
        assertThat(PollTimeout.millis(false, true, 11 + maxMillis, 10)).isEqualTo(maxMillis);
        assertThat(PollTimeout.millis(false, true, Long.MAX_VALUE, 0)).isEqualTo(maxMillis);
    }
}
