package dev.loopbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.latency.Percentile;
import dev.loopbench.probes.result.Histogram;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentileCurveTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 5, 10, 99, 100, 999, 1_000, 9_999, 10_000, 1_000_000_000})
    void a_curve_ends_at_the_percentile_its_values_support(long count) {
        double last = 100 * (1 - PercentileCurve.supportedTailShare(count));

        for (Percentile percentile : Percentile.values()) {
            boolean reached = last >= percentile.percent() - 1e-9;
            boolean supported = count >= percentile.minimumCount();
            assertThat(reached || percentile == Percentile.P50)
                    .as("%d values, p%s", count, percentile.key())
                    .isEqualTo(supported);
        }
    }

    @Test
    void a_curve_of_even_values_is_their_percentiles() {
        org.HdrHistogram.Histogram values = new org.HdrHistogram.Histogram(3);
        for (int i = 1; i <= 1_000; i++) {
            values.recordValue(i * 1_000L);
        }
        Histogram figures = Histograms.of(values, 1_000, 500_500_000, 1_000_000);

        List<PercentileCurve.Point> points = PercentileCurve.of(values, figures).points();

        assertThat(points).hasSizeBetween(30, 100);
        assertThat(points)
                .allSatisfy(
                        point ->
                                assertThat((double) point.nanos())
                                        .isCloseTo(
                                                (1 - point.tailShare()) * 1_000_000,
                                                within(2_000.0)));
        assertThat(points.get(points.size() - 1).tailShare()).isCloseTo(0.01, within(1e-9));
    }

    @Test
    void a_single_value_is_a_single_point() {
        org.HdrHistogram.Histogram values = new org.HdrHistogram.Histogram(3);
        values.recordValue(5_003);

        Histogram figures = Histograms.of(values, 5_003, 5_003, 5_003);

        assertThat(PercentileCurve.of(values, figures).points())
                .containsExactly(new PercentileCurve.Point(1, 5_003));
    }

    @Test
    void no_values_have_no_curve() {
        org.HdrHistogram.Histogram values = new org.HdrHistogram.Histogram(3);

        assertThat(PercentileCurve.of(values, Histograms.of(values, 0, 0, 0)).points()).isEmpty();
    }
}
