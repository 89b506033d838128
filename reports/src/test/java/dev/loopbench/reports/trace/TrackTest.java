package dev.loopbench.reports.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrackTest {

    private final Track track = new Track(1);
    private final List<TraceEvent> events = new ArrayList<>();

    @Test
    void a_slice_that_outlasts_the_one_around_it_is_cut_at_its_end() {
        add("outer", 0, 100, 0);
        add("inner", 40, 150, 1);
        track.nested(events::add);

        assertThat(events)
                .extracting(TraceEvent::name, TraceEvent::atNanos, TraceEvent::durationNanos)
                .containsExactly(tuple("outer", 0L, 100L), tuple("inner", 40L, 60L));
    }

    @Test
    void jobs_of_one_worker_that_overlap_lose_the_part_they_share() {
        add("first", 0, 100, 0);
        add("second", 60, 150, 0);
        add("within", 70, 90, 0);
        track.flat(events::add);

        assertThat(events)
                .extracting(TraceEvent::name, TraceEvent::atNanos, TraceEvent::durationNanos)
                .containsExactly(tuple("first", 0L, 100L), tuple("second", 100L, 50L));
    }

    @Test
    void something_can_be_bound_from_a_slices_begin_to_right_before_its_end() {
        add("outer", 10, 100, 0);
        add("inner", 20, 30, 1);
        track.nested(events::add);

        assertThat(track.hasSliceAt(9)).isFalse();
        assertThat(track.hasSliceAt(10)).isTrue();
        assertThat(track.hasSliceAt(50)).isTrue();
        assertThat(track.hasSliceAt(100)).isFalse();
    }

    private void add(String name, long fromNanos, long toNanos, int level) {
        track.add("test", name, new Span(fromNanos, toNanos), level, Map.of());
    }
}
