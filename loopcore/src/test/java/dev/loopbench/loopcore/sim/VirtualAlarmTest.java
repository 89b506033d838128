package dev.loopbench.loopcore.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualAlarmTest {

    private final VirtualClock clock = new VirtualClock(Long.MAX_VALUE - 50, 0);
    private final VirtualAlarm alarm = new VirtualAlarm(clock);
    private final List<Long> rings = new ArrayList<>();

    private long in(long nanos) {
        return clock.nanoTime() + nanos;
    }

    private void ring() {
        rings.add(clock.nanoTime());
    }

    @Test
    void it_goes_off_once_at_its_instant() {
        long instant = in(100);
        alarm.set(instant, this::ring);
        clock.advance(500);

        assertThat(rings).containsExactly(instant);
    }

    @Test
    void a_later_setting_replaces_an_earlier_one() {
        long instant = in(200);
        alarm.set(in(100), this::ring);
        alarm.set(instant, this::ring);
        clock.advance(500);

        assertThat(rings).containsExactly(instant);
    }

    @Test
    void an_action_may_set_the_next_instant() {
        long second = in(150);
        alarm.set(
                in(100),
                () -> {
                    ring();
                    alarm.set(second, this::ring);
                });
        clock.advance(500);

        assertThat(rings).hasSize(2).endsWith(second);
    }

    @Test
    void an_instant_in_the_past_goes_off_when_time_next_moves() {
        alarm.set(in(-10), this::ring);
        clock.advance(1);

        assertThat(rings).hasSize(1);
    }

    @Test
    void a_closed_alarm_does_not_go_off() {
        alarm.set(in(100), this::ring);
        alarm.close();
        clock.advance(500);

        assertThat(rings).isEmpty();
    }
}
