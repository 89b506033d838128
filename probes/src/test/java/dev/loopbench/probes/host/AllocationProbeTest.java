package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class AllocationProbeTest {

    private Reading<AllocationState> now = Reading.missing("not asked");
    private final AllocationProbe probe = new AllocationProbe(() -> now);

    @Test
    void a_window_counts_what_all_threads_allocated_in_it() {
        assertThat(
                        between(
                                alive(5, Map.of(1L, 100L, 2L, 50L)),
                                alive(5, Map.of(1L, 300L, 2L, 60L))))
                .isEqualTo(Reading.of(210L));
    }

    @Test
    void a_thread_that_began_in_the_window_counts_in_full() {
        assertThat(between(alive(5, Map.of(1L, 100L)), alive(6, Map.of(1L, 110L, 9L, 40L))))
                .isEqualTo(Reading.of(50L));
    }

    @Test
    void a_thread_that_ended_in_the_window_leaves_no_figure() {
        assertThat(between(alive(5, Map.of(1L, 100L, 2L, 50L)), alive(5, Map.of(1L, 300L))).value())
                .isNull();
    }

    @Test
    void a_thread_that_came_and_went_in_the_window_leaves_no_figure() {
        Reading<Long> bytes =
                between(alive(5, Map.of(1L, 100L)), alive(7, Map.of(1L, 110L, 9L, 40L)));

        assertThat(bytes)
                .isEqualTo(
                        Reading.missing(
                                "a thread ended in the run, and this JVM forgets what ended"
                                        + " threads allocated"));
    }

    @Test
    void a_jvm_that_knows_of_ended_threads_tells_the_total() {
        assertThat(
                        between(
                                Reading.of(AllocationState.ofAll(1_000)),
                                Reading.of(AllocationState.ofAll(1_700))))
                .isEqualTo(Reading.of(700L));
    }

    @Test
    void what_could_not_be_read_is_missing_with_the_reason() {
        assertThat(between(alive(5, Map.of(1L, 100L)), Reading.missing("refused")))
                .isEqualTo(Reading.missing("refused"));
        assertThat(probe.bytes().value()).isNull();
    }

    private Reading<Long> between(Reading<AllocationState> from, Reading<AllocationState> to) {
        now = from;
        probe.open();
        now = to;
        probe.close();
        return probe.bytes();
    }

    private static Reading<AllocationState> alive(long started, Map<Long, Long> bytes) {
        return Reading.of(new AllocationState(bytes, started));
    }
}
