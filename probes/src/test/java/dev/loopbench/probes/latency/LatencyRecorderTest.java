package dev.loopbench.probes.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatencyRecorderTest {

    private final LatencyRecorder recorder = new LatencyRecorder();

    @Test
    void extremes_and_sum_are_exact_where_the_histogram_rounds() {
        recorder.record(123_456_789);
        recorder.record(1_000_001);

        assertThat(recorder.minNanos()).isEqualTo(1_000_001);
        assertThat(recorder.maxNanos()).isEqualTo(123_456_789);
        assertThat(recorder.sumNanos()).isEqualTo(124_456_790);
    }

    @Test
    void a_value_over_the_range_counts_and_is_kept_as_maximum() {
        recorder.record(LatencyRecorder.HIGHEST_NANOS + 7);

        assertThat(recorder.count()).isEqualTo(1);
        assertThat(recorder.maxNanos()).isEqualTo(LatencyRecorder.HIGHEST_NANOS + 7);
    }

    @Test
    void a_negative_value_is_counted_as_a_fault_and_not_recorded() {
        recorder.record(-1);

        assertThat(recorder.negatives()).isEqualTo(1);
        assertThat(recorder.count()).isZero();
    }

    @Test
    void zero_is_a_duration_like_any_other() {
        recorder.record(0);

        assertThat(recorder.count()).isEqualTo(1);
        assertThat(recorder.minNanos()).isZero();
    }

    @Test
    void a_reset_forgets_everything() {
        recorder.record(-1);
        recorder.record(LatencyRecorder.HIGHEST_NANOS + 7);

        recorder.reset();

        assertThat(recorder.isEmpty()).isTrue();
        assertThat(recorder.maxNanos()).isZero();
        assertThat(recorder.sumNanos()).isZero();
        assertThat(recorder.negatives()).isZero();
    }
}
