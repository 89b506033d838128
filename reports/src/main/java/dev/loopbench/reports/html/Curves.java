package dev.loopbench.reports.html;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.latency.Percentile;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page draws of histograms, for a browser cannot decode them. Immutable.
 *
 * @param operations in the order of {@link Report#operations()}
 * @param loopDelay null where the loop's busy periods are not told or cannot be decoded, or no time
 *     passed
 */
record Curves(List<Legs> operations, @Nullable TailCurve loopDelay) {

    /** The curves of one kind of operation. */
    record Legs(List<Leg> legs) {}

    /**
     * One of them.
     *
     * @param name as the report names it
     * @param shape null where the histogram cannot be decoded
     */
    record Leg(String name, @Nullable Shape shape) {}

    /** How a distribution is drawn. */
    sealed interface Shape permits PercentileCurve, DotStrip {}

    /** A curve of fewer values would end before it showed a tail. */
    static final long MIN_CURVE_VALUES = Percentile.P99.minimumCount();

    static Curves of(Report report) {
        return new Curves(
                report.operations().stream().map(Curves::legs).toList(),
                loopDelay(report.loop().durations().busy(), report.run().durationNanos()));
    }

    private static Legs legs(Operation operation) {
        List<Leg> legs = new ArrayList<>();
        add(legs, "response", operation.latency().response());
        add(legs, "fromSend", operation.latency().fromSend());
        add(legs, "startDelay", operation.latency().startDelay());
        add(legs, "wait", operation.legs().waitLeg());
        add(legs, "waitEstimate", operation.legs().estimatedWait());
        add(legs, "service", operation.legs().serviceLeg());
        add(legs, "return", operation.legs().returnLeg());
        return new Legs(legs);
    }

    private static void add(List<Leg> legs, String name, @Nullable Histogram histogram) {
        if (histogram == null) {
            return;
        }
        org.HdrHistogram.Histogram values = decoded(histogram);
        legs.add(new Leg(name, values == null ? null : shape(values, histogram)));
    }

    private static Shape shape(org.HdrHistogram.Histogram values, Histogram figures) {
        return values.getTotalCount() < MIN_CURVE_VALUES
                ? DotStrip.of(values, figures)
                : PercentileCurve.of(values, figures);
    }

    private static @Nullable TailCurve loopDelay(@Nullable Histogram busy, long durationNanos) {
        if (busy == null) {
            return null;
        }
        org.HdrHistogram.Histogram periods = decoded(busy);
        return periods == null || durationNanos <= 0 ? null : TailCurve.of(periods, durationNanos);
    }

    /** A damaged histogram costs its curve, not the page: the figures beside it stand. */
    private static org.HdrHistogram.@Nullable Histogram decoded(Histogram histogram) {
        try {
            return Histograms.decode(histogram);
        } catch (IllegalArgumentException damaged) {
            return null;
        }
    }
}
