package dev.loopbench.reports.html;

import dev.loopbench.probes.result.Histogram;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Value by percentile, in even steps of 1/(1 - p) on a logarithmic axis, up to the percentile that
 * the number of values supports. Immutable.
 */
record PercentileCurve(List<Point> points) implements Curves.Shape {

    /**
     * @param tailShare 1 - p: the share of values beyond
     */
    record Point(double tailShare, long nanos) {}

    private static final int MAX_POINTS = 100;
    private static final int STEPS_PER_DECADE = 16;

    /** As reports give them: see {@code probes.latency.Percentile}. */
    private static final double FIRST_FAR_TAIL_SHARE = 0.01;

    private static final double MIN_VALUES_BEYOND = 1;
    private static final double MIN_VALUES_FAR_BEYOND = 10;

    static PercentileCurve of(org.HdrHistogram.Histogram values, Histogram figures) {
        List<Point> points = new ArrayList<>();
        if (values.getTotalCount() > 0) {
            double last = supportedTailShare(values.getTotalCount());
            int steps = steps(last);
            for (int step = 0; step <= steps; step++) {
                double tailShare = Math.pow(last, (double) step / Math.max(1, steps));
                points.add(new Point(tailShare, nanosAt(tailShare, values, figures)));
            }
        }
        return new PercentileCurve(points);
    }

    static double supportedTailShare(long count) {
        double far = MIN_VALUES_FAR_BEYOND / count;
        return far < FIRST_FAR_TAIL_SHARE
                ? far
                : Math.max(FIRST_FAR_TAIL_SHARE, Math.min(1, MIN_VALUES_BEYOND / count));
    }

    private static int steps(double lastTailShare) {
        int wanted = (int) Math.ceil(-Math.log10(lastTailShare) * STEPS_PER_DECADE);
        return Math.min(wanted, MAX_POINTS - 1);
    }

    private static long nanosAt(
            double tailShare, org.HdrHistogram.Histogram values, Histogram figures) {
        return within(values.getValueAtPercentile(100 * (1 - tailShare)), figures);
    }

    /** HdrHistogram answers with the upper end of a bucket, which may lie beyond the maximum. */
    static long within(long nanos, Histogram figures) {
        return Math.min(
                Math.max(nanos, orElse(figures.minNanos(), nanos)),
                orElse(figures.maxNanos(), nanos));
    }

    private static long orElse(@Nullable Long value, long other) {
        return value == null ? other : value;
    }
}
