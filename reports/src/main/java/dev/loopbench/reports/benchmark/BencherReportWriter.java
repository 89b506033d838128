package dev.loopbench.reports.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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
import org.jspecify.annotations.Nullable;

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

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Metric(
            Number value,
            @JsonProperty("lower_value") @Nullable Double lower,
            @JsonProperty("upper_value") @Nullable Double upper) {

        static Metric of(Number value, Optional<Spread> spread) {
            return new Metric(
                    value,
                    spread.map(Spread::least).orElse(null),
                    spread.map(Spread::most).orElse(null));
        }
    }

    @Override
    public void write(Report report, Appendable out) throws IOException {
        BenchmarkName names = new BenchmarkName(report.config());
        Map<String, Map<String, Metric>> benchmarks = new LinkedHashMap<>();
        for (KindSeries kind : KindSeries.of(report)) {
            Map<String, Metric> measures = measures(kind);
            if (!measures.isEmpty()) {
                benchmarks.put(names.of(kind), measures);
            }
        }
        Documents.write(benchmarks, out);
    }

    private static Map<String, Metric> measures(KindSeries kind) {
        List<Repeat> repeats = kind.repeats();
        Map<String, Metric> measures = new LinkedHashMap<>();
        Double mean = kind.operation().latency().response().meanNanos();
        if (mean != null && Double.isFinite(mean)) {
            measures.put("latency", Metric.of(mean, Optional.empty()));
        }
        Double rate = kind.operation().pace().perSecond();
        if (rate != null && Double.isFinite(rate)) {
            Optional<Spread> spread = Spread.around(rate, repeats, Repeat::perSecond);
            measures.put("throughput", Metric.of(rate, spread));
        }
        for (Series series : kind.legs()) {
            String leg = series.leg().key();
            series.percentiles()
                    .forEach(
                            (percentile, nanos) -> {
                                String figure = leg + ".p" + percentile;
                                Optional<Spread> spread =
                                        Spread.around(
                                                (double) nanos,
                                                repeats,
                                                r -> r.nanos().get(figure));
                                measures.put(slug(figure), Metric.of(nanos, spread));
                            });
        }
        return measures;
    }

    /** Bencher makes the same of it. */
    private static String slug(String figure) {
        return figure.replace('.', '-');
    }
}
