package dev.loopbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.reports.EditedReports;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CurvesTest {

    @Test
    void a_curve_is_drawn_of_a_hundred_values_and_not_of_fewer() {
        assertThat(responseOf(99)).isInstanceOf(DotStrip.class);
        assertThat(responseOf(100)).isInstanceOf(PercentileCurve.class);
    }

    @Test
    void a_strip_has_each_value_as_often_as_it_came_and_none_beyond_the_largest() {
        org.HdrHistogram.Histogram values = new org.HdrHistogram.Histogram(3);
        values.recordValue(7_000_003);
        values.recordValueWithCount(500, 2);
        Histogram figures = Histograms.of(values, 500, 7_001_003, 7_000_003);

        assertThat(DotStrip.of(values, figures).nanos()).containsExactly(500L, 500L, 7_000_003L);
    }

    private static Curves.Shape responseOf(int count) {
        long[] nanos = LongStream.rangeClosed(1, count).map(n -> n * 1_000).toArray();
        Curves curves = Curves.of(EditedReports.ofResponse(nanos));
        return Objects.requireNonNull(curves.operations().get(0).legs().get(0).shape());
    }
}
