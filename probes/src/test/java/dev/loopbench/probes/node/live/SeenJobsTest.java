package dev.loopbench.probes.node.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SeenJobsTest {

    private final SeenJobs seen = new SeenJobs(() -> 7, 0);

    @Test
    void what_the_system_tells_is_passed_on() {
        assertThat(seen.jobs()).isEqualTo(7);
    }

    @Test
    void before_anything_was_seen_there_is_no_rate() {
        assertThat(seen.seenPerSecond()).isZero();
    }

    @Test
    void jobs_of_a_tenth_of_a_second_make_a_rate() {
        seen.add(millis(100), 4_000);

        assertThat(seen.seenPerSecond()).isEqualTo(40_000);
    }

    @Test
    void what_was_seen_in_less_time_counts_with_what_comes_next() {
        seen.add(millis(20), 4_000);
        assertThat(seen.seenPerSecond()).isZero();

        seen.add(millis(200), 4_000);
        assertThat(seen.seenPerSecond()).isEqualTo(20_000);

        seen.add(millis(300), 4_000);
        assertThat(seen.seenPerSecond()).isZero();
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
