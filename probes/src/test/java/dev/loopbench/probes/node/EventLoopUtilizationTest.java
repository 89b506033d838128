package dev.loopbench.probes.node;

import static dev.loopbench.probes.node.WatchedLoop.nanos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.Rule;
import dev.loopbench.probes.node.EventLoopUtilization.Reading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventLoopUtilizationTest {

    private final WatchedLoop watched = new WatchedLoop();
    private final EventLoopUtilization utilization = watched.utilization;
    private final List<Reading> readings = new ArrayList<>();

    @Test
    @Rule("M05")
    void all_is_zero_before_the_loop_is_run() {
        Reading zero = new Reading(0, 0, 0.0);
        watched.block(10);
        assertThat(utilization.read()).isEqualTo(zero);
        assertThat(utilization.readSince(zero)).isEqualTo(zero);
    }

    @Test
    @Rule("M05")
    void what_is_not_idle_of_the_loops_life_is_active() {
        watched.block(1000);
        watched.at(
                300,
                () -> {
                    watched.block(100);
                    readings.add(utilization.read());
                });
        watched.run();
        assertThat(readings).containsExactly(new Reading(nanos(300), nanos(100), 0.25));
    }

    @Test
    @Rule("M05")
    void with_an_earlier_reading_it_is_what_has_passed_since() {
        readAt(100, 50);
        watched.at(
                200,
                () -> {
                    watched.block(150);
                    readings.add(utilization.readSince(readings.get(0)));
                });
        watched.run();
        assertThat(readings.get(1)).isEqualTo(new Reading(nanos(50), nanos(150), 0.75));
    }

    @Test
    @Rule("M05")
    void with_two_readings_it_is_what_lies_between_them() {
        readAt(100, 50);
        readAt(200, 150);
        readAt(400, 0);
        watched.run();
        assertThat(EventLoopUtilization.between(readings.get(1), readings.get(0)))
                .isEqualTo(new Reading(nanos(50), nanos(150), 0.75));
    }

    @Test
    @Rule("M05")
    void over_no_time_at_all_there_is_no_share() {
        readAt(100, 50);
        watched.run();
        assertThat(EventLoopUtilization.between(readings.get(0), readings.get(0)).share()).isNaN();
    }

    @Test
    @Rule("M06")
    void a_loop_thread_that_sleeps_in_a_callback_is_fully_active() {
        watched.at(
                10,
                () -> {
                    Reading before = utilization.read();
                    watched.block(500);
                    readings.add(utilization.readSince(before));
                });
        watched.run();
        assertThat(readings).containsExactly(new Reading(0, nanos(500), 1.0));
    }

    @Test
    void it_can_be_read_while_the_loop_waits() {
        watched.at(100, () -> {});
        watched.clock.schedule(nanos(40), () -> readings.add(utilization.read()));
        watched.run();
        assertThat(readings).containsExactly(new Reading(nanos(40), 0, 0.0));
    }

    /** Reads once the callback has held the loop for so long. */
    private void readAt(long millis, long blockMillis) {
        watched.at(
                millis,
                () -> {
                    watched.block(blockMillis);
                    readings.add(utilization.read());
                });
    }
}
