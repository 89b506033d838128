package dev.loopbench.probes.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DepthSeriesTest {

    private final DepthSeries series = new DepthSeries();

    @Test
    void a_short_run_keeps_every_change() {
        for (int i = 0; i < DepthSeries.MAX_POINTS; i++) {
            series.add(1_000 + i, i);
        }

        List<Pool.DepthPoint> points = series.toResult(1_000);
        assertThat(points).hasSize(DepthSeries.MAX_POINTS);
        assertThat(points.get(7)).isEqualTo(new Pool.DepthPoint(7, 7));
    }

    @Test
    void a_full_series_merges_neighbours_into_the_larger_one() {
        for (int i = 0; i <= DepthSeries.MAX_POINTS; i++) {
            series.add(i, i % 2 == 0 ? 1 : 9);
        }

        List<Pool.DepthPoint> points = series.toResult(0);
        assertThat(points).hasSize(DepthSeries.MAX_POINTS / 2 + 1);
        assertThat(points.get(0)).isEqualTo(new Pool.DepthPoint(0, 9));
        assertThat(points.get(1)).isEqualTo(new Pool.DepthPoint(2, 9));
    }

    /** Each point is the largest depth from its instant to the next point's. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void no_spike_is_lost_however_long_the_run(long seed) {
        Random random = new Random(seed);
        List<Pool.DepthPoint> changes = new ArrayList<>();
        int count = random.nextInt(1, 20_000);
        long nowNanos = 0;
        for (int i = 0; i < count; i++) {
            nowNanos += random.nextInt(1, 1_000);
            changes.add(new Pool.DepthPoint(nowNanos, random.nextInt(100)));
            series.add(nowNanos, changes.get(i).depth());
        }

        List<Pool.DepthPoint> points = series.toResult(0);
        assertThat(points).as("seed %d", seed).hasSizeLessThanOrEqualTo(DepthSeries.MAX_POINTS);
        for (int i = 0; i < points.size(); i++) {
            long from = points.get(i).atNanos();
            long to = i + 1 < points.size() ? points.get(i + 1).atNanos() : Long.MAX_VALUE;
            long max =
                    changes.stream()
                            .filter(change -> change.atNanos() >= from && change.atNanos() < to)
                            .mapToLong(Pool.DepthPoint::depth)
                            .max()
                            .orElseThrow();
            assertThat(points.get(i).depth()).as("seed %d, point %d", seed, i).isEqualTo(max);
        }
    }
}
