package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Timeline;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostSeriesTest {

    private final HostSeries series = new HostSeries();

    @Test
    void a_stretch_is_told_as_it_is() {
        series.add(105, 10, 3, 5, 50, 4);

        assertThat(series.toResult(100))
                .containsExactly(new Timeline.HostSample(5, 10, 3L, 0.1, 4L));
    }

    @Test
    void what_one_stretch_does_not_know_its_sum_with_another_does_not_know_either() {
        series.add(0, 10, HostSeries.UNKNOWN, 5, 50, 4);
        series.extendLast();
        series.add(10, 10, 3, HostSeries.UNKNOWN, HostSeries.UNKNOWN, 6);

        assertThat(series.toResult(0))
                .containsExactly(new Timeline.HostSample(0, 20, null, null, 10L));
    }

    @Test
    void too_few_ticks_make_no_share() {
        series.add(0, 10, 0, 1, StealProbe.MIN_TICKS - 1, 0);

        assertThat(series.toResult(0).get(0).stealShare()).isNull();
    }

    @ParameterizedTest(name = "from {0}")
    @ValueSource(longs = {0, 40, 99, 100, 130, 199, 200, 300, 1_000})
    void what_lies_before_the_origin_is_cut_off_however_much_it_is(long originNanos) {
        series.add(0, 100, 1, 0, 20, 2);
        series.add(100, 100, 1, 0, 20, 2);
        series.add(200, 100, 1, 0, 20, 2);

        List<Timeline.HostSample> samples = series.toResult(originNanos);
        assertThat(samples)
                .allMatch(sample -> sample.atNanos() >= 0)
                .allMatch(sample -> sample.durationNanos() > 0);
        assertThat(samples.stream().mapToLong(Timeline.HostSample::durationNanos).sum())
                .isEqualTo(Math.max(0, 300 - originNanos));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void however_many_there_are_they_stay_few_without_gaps_and_lose_nothing(long seed) {
        Random random = new Random(seed);
        int stretches = 1 + random.nextInt(5_000);
        long nowNanos = 0;
        long delayNanos = 0;
        for (int i = 0; i < stretches; i++) {
            long duration = 1L + random.nextInt(1_000);
            long delay = random.nextInt(50);
            series.add(nowNanos, duration, 1, 0, 20, delay);
            nowNanos += duration;
            delayNanos += delay;
        }

        List<Timeline.HostSample> samples = series.toResult(0);
        assertThat(samples.size()).as("seed %s", seed).isBetween(1, Timeline.MAX_HOST_SAMPLES);
        long endNanos = 0;
        for (Timeline.HostSample sample : samples) {
            assertThat(sample.atNanos()).as("seed %s", seed).isEqualTo(endNanos);
            endNanos += sample.durationNanos();
        }
        assertThat(endNanos).as("seed %s", seed).isEqualTo(nowNanos);
        assertThat(
                        samples.stream()
                                .mapToLong(s -> Objects.requireNonNull(s.loopRunDelayNanos()))
                                .sum())
                .as("seed %s", seed)
                .isEqualTo(delayNanos);
    }
}
