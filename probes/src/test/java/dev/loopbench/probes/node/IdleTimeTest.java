package dev.loopbench.probes.node;

import static dev.loopbench.probes.node.WatchedLoop.nanos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdleTimeTest {

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1, Long.MAX_VALUE - 500_000_000, Long.MIN_VALUE})
    @Rule("M04")
    void waiting_for_a_timer_is_idle_and_its_callback_is_not(long originNanos) {
        WatchedLoop watched = new WatchedLoop(originNanos);
        List<Long> seen = new ArrayList<>();
        watched.at(
                1000,
                () -> {
                    watched.block(600);
                    seen.add(watched.idle.idleNanos());
                });
        watched.run();
        assertThat(seen).containsExactly(nanos(1000));
        assertThat(watched.idle.idleNanos()).isEqualTo(nanos(1000));
    }

    @Test
    @Rule("M04")
    void a_wait_in_progress_counts_as_far_as_it_has_come() {
        WatchedLoop watched = new WatchedLoop();
        List<Long> seen = new ArrayList<>();
        watched.at(100, () -> watched.block(50));
        watched.at(300, () -> {});
        watched.clock.schedule(nanos(30), () -> seen.add(watched.idle.idleNanos()));
        watched.clock.schedule(nanos(120), () -> seen.add(watched.idle.idleNanos()));
        watched.clock.schedule(nanos(200), () -> seen.add(watched.idle.idleNanos()));
        watched.run();
        assertThat(seen).containsExactly(nanos(30), nanos(100), nanos(150));
        assertThat(watched.idle.idleNanos()).isEqualTo(nanos(250));
    }

    @Test
    @Rule("M04")
    void polls_that_do_not_block_add_nothing() {
        IdleTime idle = new WatchedLoop().idle;
        idle.runStarted(0);
        idle.pollEntered(1, 0, 10);
        idle.pollReturned(1, 1, false, 20);
        idle.runEnded(30);
        assertThat(idle.idleNanos()).isZero();
    }

    @Test
    @Rule("M04")
    void a_poll_without_end_is_idle_time_as_well() {
        IdleTime idle = new WatchedLoop().idle;
        idle.runStarted(5);
        idle.pollEntered(1, -1, 10);
        idle.pollReturned(1, 1, false, 20);
        idle.pollEntered(2, -1, 25);
        idle.runEnded(26);
        assertThat(idle.idleNanos()).isEqualTo(11);
    }

    @Test
    void a_loop_that_was_never_run_was_not_idle() {
        WatchedLoop watched = new WatchedLoop();
        watched.block(5);
        assertThat(watched.idle.idleNanos()).isZero();
    }
}
