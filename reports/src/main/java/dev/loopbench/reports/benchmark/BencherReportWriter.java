package dev.loopbench.reports.benchmark;

import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import dev.loopbench.reports.series.KindSeries;
import dev.loopbench.reports.series.Series;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the Bencher Metric Format: by kind its {@code latency} and {@code throughput}, which are
 * Bencher's own measures, and the percentiles of each leg as {@code response-p99}.
 *
 * <p>Immutable. Nanoseconds and operations per second. Bounds are the least and the most over the
 * run's repeats, where there were several.
 *
 * @see <a href="https://bencher.dev/docs/reference/bencher-metric-format/">Bencher Metric
 *     Format</a>
 */
public final class BencherReportWriter implements ReportWriter {

    @Override
    public void write(Report report, Appendable out) throws IOException {
        BenchmarkName names = new BenchmarkName(report.config());
        Map<String, Map<String, BencherMetric>> benchmarks = new LinkedHashMap<>();
        for (KindSeries kind : KindSeries.of(report)) {
            Map<String, BencherMetric> measures = measures(kind);
            if (!measures.isEmpty()) {
                benchmarks.put(names.of(kind), measures);
            }
        }
        Documents.write(benchmarks, out);
    }

    private static Map<String, BencherMetric> measures(KindSeries kind) {
        List<Repeat> repeats = kind.repeats();
        Map<String, BencherMetric> measures = new LinkedHashMap<>();
        Double mean = kind.operation().latency().response().meanNanos();
        if (mean != null && Double.isFinite(mean)) {
            measures.put("latency", metric(mean, Optional.empty()));
        }
        Double rate = kind.operation().pace().perSecond();
        if (rate != null && Double.isFinite(rate)) {
            Optional<RepeatRange> spread = RepeatRange.around(rate, repeats, Repeat::perSecond);
            measures.put("throughput", metric(rate, spread));
        }
        for (Series series : kind.legs()) {
            String leg = series.leg().key();
            series.percentiles()
                    .forEach(
                            (percentile, nanos) -> {
                                String figure = leg + ".p" + percentile;
                                Optional<RepeatRange> spread =
                                        RepeatRange.around(
                                                (double) nanos,
                                                repeats,
                                                r -> r.nanos().get(figure));
                                measures.put(BencherMetric.slug(figure), metric(nanos, spread));
                            });
        }
        return measures;
    }

    private static BencherMetric metric(Number value, Optional<RepeatRange> spread) {
        return new BencherMetric(
                value,
                spread.map(RepeatRange::least).orElse(null),
                spread.map(RepeatRange::most).orElse(null));
    }
}
