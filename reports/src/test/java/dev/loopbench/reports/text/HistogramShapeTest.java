package dev.loopbench.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Histogram;
import dev.loopbench.reports.SampleReports;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistogramShapeTest {

    @Test
    void every_value_is_in_a_bucket() {
        Histogram many = SampleReports.manyJobs().operations().get(0).latency().response();

        assertThat(Arrays.stream(HistogramShape.cells(many, 60)).sum()).isEqualTo(many.count());
    }

    @Test
    void few_values_make_wide_buckets() {
        Histogram five = SampleReports.classic().operations().get(0).latency().response();

        assertThat(HistogramShape.cells(five, 16))
                .containsExactly(4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1);
    }

    @Test
    void what_cannot_be_decoded_is_not_drawn() {
        Histogram broken = new Histogram("ns", 9, 1L, 2.0, 3L, new TreeMap<>(), "HISTFAAA");

        assertThat(HistogramShape.cells(broken, 60)).isEmpty();
    }

    @Test
    void three_values_have_no_shape() {
        Histogram three = SampleReports.interrupted().operations().get(0).latency().response();

        assertThat(HistogramShape.cells(three, 60)).isEmpty();
    }
}
