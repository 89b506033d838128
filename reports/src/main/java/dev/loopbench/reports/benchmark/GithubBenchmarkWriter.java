package dev.loopbench.reports.benchmark;

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
import java.util.Map;

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

    @Override
    public void write(Report report, Appendable out) throws IOException {
        BenchmarkName names = new BenchmarkName(report.config());
        List<GithubEntry> entries = new ArrayList<>();
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

    private static GithubEntry entry(
            String name, Map.Entry<String, Long> percentile, List<Repeat> repeats, String extra) {
        String figure = "response.p" + percentile.getKey();
        double nanos = percentile.getValue();
        Double halfWidthNanos =
                RepeatRange.around(nanos, repeats, repeat -> repeat.nanos().get(figure))
                        .map(RepeatRange::halfWidth)
                        .orElse(null);
        return GithubEntry.ofNanos(
                name + " response p" + percentile.getKey(), nanos, halfWidthNanos, extra);
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
