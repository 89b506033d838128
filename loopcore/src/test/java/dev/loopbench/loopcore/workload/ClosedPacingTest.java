package dev.loopbench.loopcore.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosedPacingTest {

    private static final LoadModel.Closed TWO_FOR_100 = new LoadModel.Closed(2, 100);

    private final List<Long> starts = new ArrayList<>();
    private final ClosedPacing pacing = new ClosedPacing(TWO_FOR_100, this::start);

    private long start(long intendedNanos) {
        starts.add(intendedNanos);
        return intendedNanos;
    }

    @Test
    void it_begins_with_as_many_as_may_be_in_flight() {
        pacing.begin(7);

        assertThat(starts).containsExactly(7L, 7L);
    }

    @Test
    void each_end_starts_the_next() {
        pacing.begin(0);
        pacing.operationEnded(30);
        pacing.operationEnded(40);

        assertThat(starts).containsExactly(0L, 0L, 30L, 40L);
    }

    @Test
    void an_end_when_the_time_is_over_starts_nothing() {
        pacing.begin(0);
        pacing.operationEnded(99);
        pacing.operationEnded(100);

        assertThat(starts).containsExactly(0L, 0L, 99L);
    }

    @Test
    void time_is_over_also_when_the_clock_has_wrapped() {
        pacing.begin(Long.MAX_VALUE - 10);
        pacing.operationEnded(Long.MIN_VALUE + 50);
        pacing.operationEnded(Long.MIN_VALUE + 90);

        assertThat(starts).hasSize(3);
    }

    @Test
    void nothing_starts_after_a_stop() {
        pacing.begin(0);
        pacing.stop();
        pacing.operationEnded(10);

        assertThat(starts).hasSize(2);
    }

    @Test
    void operations_that_end_within_their_start_do_not_grow_the_stack() {
        int[] ended = {0};
        ClosedPacing[] self = new ClosedPacing[1];
        self[0] =
                new ClosedPacing(
                        new LoadModel.Closed(1, 1_000_000),
                        intendedNanos -> {
                            self[0].operationEnded(++ended[0]);
                            return ended[0];
                        });
        self[0].begin(0);

        assertThat(ended[0]).isEqualTo(1_000_000);
    }
}
