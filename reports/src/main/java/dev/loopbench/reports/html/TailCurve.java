package dev.loopbench.reports.html;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The share of moments at which the loop is not back at its poll within x: Σ max(0, B - x) / T over
 * all busy periods B. Immutable.
 *
 * <p>To the precision of the histogram of busy periods.
 */
record TailCurve(List<Point> points) {

    record Point(long nanos, double share) {}

    private static final int STEPS = 96;
    private static final long SHORTEST_NANOS = 1_000;

    static TailCurve of(org.HdrHistogram.Histogram busy, long durationNanos) {
        List<Point> points = new ArrayList<>();
        if (busy.getTotalCount() > 0) {
            double longest = Math.max(2.0 * SHORTEST_NANOS, (double) busy.getMaxValue());
            double factor = Math.pow(longest / SHORTEST_NANOS, 1.0 / STEPS);
            for (int step = 0; step <= STEPS; step++) {
                long nanos = Math.round(SHORTEST_NANOS * Math.pow(factor, step));
                points.add(new Point(nanos, Math.min(1, beyond(nanos, busy) / durationNanos)));
            }
        }
        return new TailCurve(points);
    }

    private static double beyond(long nanos, org.HdrHistogram.Histogram busy) {
        double sumNanos = 0;
        for (HistogramIterationValue value : busy.recordedValues()) {
            double period = (double) busy.medianEquivalentValue(value.getValueIteratedTo());
            sumNanos += Math.max(0, period - nanos) * value.getCountAddedInThisIterationStep();
        }
        return sumNanos;
    }
}
