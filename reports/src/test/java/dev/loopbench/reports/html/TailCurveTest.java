package dev.loopbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TailCurveTest {

    private static final long MS = 1_000_000;

    /** A second with ninety iterations of 2 ms and one of 120 ms. */
    @Test
    void the_share_of_moments_that_wait_longer_falls_from_the_utilization_to_nothing() {
        org.HdrHistogram.Histogram busy = new org.HdrHistogram.Histogram(3);
        busy.recordValueWithCount(2 * MS, 90);
        busy.recordValue(120 * MS);

        TailCurve curve = TailCurve.of(busy, 1_000 * MS);

        assertThat(shareAt(curve, 1_000)).isCloseTo(0.30, within(0.001));
        assertThat(shareAt(curve, 50 * MS)).isCloseTo(0.07, within(0.004));
        assertThat(shareAt(curve, 121 * MS)).isCloseTo(0, within(0.001));
    }

    @Test
    void a_loop_that_was_never_busy_has_no_curve() {
        assertThat(TailCurve.of(new org.HdrHistogram.Histogram(3), 1).points()).isEmpty();
    }

    /** Of the point nearest to it: the curve has one every eighth of a power of ten. */
    private static double shareAt(TailCurve curve, long nanos) {
        return curve.points().stream()
                .min(
                        (a, b) ->
                                Double.compare(
                                        Math.abs((double) a.nanos() - nanos),
                                        Math.abs((double) b.nanos() - nanos)))
                .orElseThrow()
                .share();
    }
}
