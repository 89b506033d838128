package dev.loopbench.reports.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import dev.loopbench.reports.series.KindSeries;
import dev.loopbench.reports.series.Leg;
import dev.loopbench.reports.series.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what github-action-benchmark reads as {@code customSmallerIsBetter}: the percentiles of
 * each kind's response, in milliseconds.
 *
 * <p>Immutable. The range is half of the spread over the run's repeats; with one repeat there is
 * none. The legs stand in {@code extra}: an alert for each of them would cry wolf.
 *
 * @see <a
 *     href="https://github.com/benchmark-action/github-action-benchmark">github-action-benchmark</a>
 */
public final class GithubBenchmarkWriter implements ReportWriter {

    private static final String UNIT = "ms";
    private static final double MILLI = 1e6;

    private record Entry(
            String name,
            String unit,
            double value,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String range,
            String extra) {}

    @Override
    public void write(Report report, Appendable out) throws IOException {
        BenchmarkName names = new BenchmarkName(report.config());
        List<Entry> entries = new ArrayList<>();
        for (KindSeries kind : KindSeries.of(report)) {
            String name = names.of(kind);
            String extra = extra(kind, report);
            kind.legs().stream()
                    .filter(series -> series.leg() == Leg.RESPONSE)
                    .flatMap(series -> series.percentiles().entrySet().stream())
                    .forEach(one -> entries.add(entry(name, one, kind.repeats(), extra)));
        }
        Documents.write(entries, out);
    }

    private static Entry entry(
            String name, Map.Entry<String, Long> percentile, List<Repeat> repeats, String extra) {
        String figure = "p" + percentile.getKey();
        long nanos = percentile.getValue();
        return new Entry(
                name + " response " + figure,
                UNIT,
                nanos / MILLI,
                range(nanos, repeats, "response." + figure),
                extra);
    }

    /** The action reads a sign, a space and a number of at least two characters. */
    private static @Nullable String range(long nanos, List<Repeat> repeats, String figure) {
        return Spread.around((double) nanos, repeats, repeat -> repeat.nanos().get(figure))
                .map(spread -> String.format(Locale.ROOT, "± %.6f", spread.halfWidth() / MILLI))
                .orElse(null);
    }

    private static String extra(KindSeries kind, Report report) {
        StringBuilder text = new StringBuilder();
        text.append(kind.operation().count()).append(" ok, ");
        text.append(kind.operation().errors()).append(" failed");
        for (Series series : kind.legs()) {
            Long median = series.histogram().percentiles().get("50");
            if (series.leg() != Leg.RESPONSE && median != null) {
                text.append('\n').append(series.leg().key()).append(" p50 ");
                text.append(Numbers.nanos(median));
            }
        }
        text.append("\nmachine ").append(report.environment().fingerprint());
        return text.toString();
    }
}
