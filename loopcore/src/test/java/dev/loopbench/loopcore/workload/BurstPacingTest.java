package dev.loopbench.loopcore.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BurstPacingTest {

    private final List<Long> starts = new ArrayList<>();

    private long start(long intendedNanos) {
        starts.add(intendedNanos);
        return intendedNanos;
    }

    @Test
    void all_start_at_once_where_there_is_room() {
        BurstPacing pacing = new BurstPacing(new LoadModel.Burst(3), this::start, 3);
        pacing.begin(7);

        assertThat(starts).containsExactly(7L, 7L, 7L);
        assertThat(pacing.isExhausted()).isTrue();
    }

    @Test
    void those_without_room_start_as_others_end_and_count_from_the_begin_of_the_burst() {
        BurstPacing pacing = new BurstPacing(new LoadModel.Burst(4), this::start, 2);
        pacing.begin(7);
        assertThat(starts).containsExactly(7L, 7L);
        pacing.operationEnded(30);
        assertThat(starts).containsExactly(7L, 7L, 7L);
        assertThat(pacing.isExhausted()).isFalse();
        pacing.operationEnded(40);
        assertThat(starts).containsExactly(7L, 7L, 7L, 7L);
        assertThat(pacing.isExhausted()).isTrue();
        pacing.operationEnded(50);
        pacing.operationEnded(60);
        assertThat(starts).hasSize(4);
    }

    @Test
    void after_a_stop_those_in_line_do_not_start() {
        BurstPacing pacing = new BurstPacing(new LoadModel.Burst(4), this::start, 2);
        pacing.begin(0);
        pacing.stop();
        pacing.operationEnded(10);

        assertThat(starts).hasSize(2);
        assertThat(pacing.isExhausted()).isTrue();
    }

    @Test
    void operations_that_end_within_their_start_do_not_grow_the_stack() {
        BurstPacing[] self = new BurstPacing[1];
        self[0] =
                new BurstPacing(
                        new LoadModel.Burst(1_000_000),
                        intendedNanos -> {
                            starts.add(intendedNanos);
                            self[0].operationEnded(intendedNanos);
                            return intendedNanos;
                        },
                        1);
        self[0].begin(0);

        assertThat(starts).hasSize(1_000_000);
    }
}
