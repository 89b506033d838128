package dev.loopbench.reports.hgrm;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.result.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one distribution, in milliseconds. Stateless.
 *
 * <p>Laid out as HdrHistogram's own output, which has as many decimals as the histogram has
 * significant digits and so writes what took less than half a microsecond as 0.000: these lines go
 * down to the nanosecond, and extremes and mean are exact.
 */
final class PercentileLines {

    private static final String HEAD =
            "%12s %14s %10s %14s"
                    .formatted("Value", "Percentile", "TotalCount", "1/(1-Percentile)");

    /** As its processors have it: steps until half of the way to 100 % is done, and so on. */
    private static final int TICKS_PER_HALF_DISTANCE = 5;

    private static final double MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private PercentileLines() {}

    static List<String> of(Histogram histogram) {
        org.HdrHistogram.Histogram values = Histograms.decode(histogram);
        List<String> lines = new ArrayList<>();
        lines.add(HEAD);
        lines.add("");
        double mean = orElse(histogram.meanNanos(), values.getMean());
        double max = orElse(histogram.maxNanos(), (double) values.getMaxValue());
        for (HistogramIterationValue at : values.percentiles(TICKS_PER_HALF_DISTANCE)) {
            lines.add(line(at, max));
        }
        lines.add(
                String.format(
                        Locale.ROOT,
                        "#[Mean    = %12.6f, StdDeviation   = %12.6f]",
                        mean / MILLI,
                        values.getStdDeviation() / MILLI));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "#[Max     = %12.6f, Total count    = %12d]",
                        max / MILLI,
                        histogram.count()));
        return lines;
    }

    /** The line of 100 % has no fourth field: 1/(1-1) is no number. Readers skip it. */
    private static String line(HistogramIterationValue at, double maxNanos) {
        double percentile = at.getPercentileLevelIteratedTo() / 100;
        long count = at.getTotalCountToThisValue();
        if (percentile >= 1) {
            return String.format(
                    Locale.ROOT, "%12.6f %2.12f %10d", maxNanos / MILLI, percentile, count);
        }
        return String.format(
                Locale.ROOT,
                "%12.6f %2.12f %10d %14.2f",
                Math.min((double) at.getValueIteratedTo(), maxNanos) / MILLI,
                percentile,
                count,
                1 / (1 - percentile));
    }

    private static double orElse(@Nullable Number exact, double rounded) {
        return exact == null ? rounded : exact.doubleValue();
    }
}
