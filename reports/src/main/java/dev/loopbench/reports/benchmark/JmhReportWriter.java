package dev.loopbench.reports.benchmark;

import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import dev.loopbench.reports.series.KindSeries;
import dev.loopbench.reports.series.Leg;
import dev.loopbench.reports.series.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Writes JMH's JSON results, which JMH Visualizer and many others read: an entry for each kind that
 * was measured, in mode {@code sample}.
 *
 * <p>Immutable. The score is the mean response in milliseconds; the legs and the throughput are
 * secondary metrics. One process ran, so there is no error of the score: it is {@code "NaN"}, as
 * JMH writes it. A histogram that cannot be decoded ends in an {@link IllegalArgumentException}.
 */
public final class JmhReportWriter implements ReportWriter {

    @Override
    public void write(Report report, Appendable out) throws IOException {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (KindSeries kind : KindSeries.of(report)) {
            if (JmhMetric.canBeWritten(kind.operation().latency().response())) {
                entries.add(entry(kind, report));
            }
        }
        Documents.write(entries, out);
    }

    private static Map<String, Object> entry(KindSeries kind, Report report) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("benchmark", "loopbench." + word(kind.kind()) + ".response");
        entry.put("mode", "sample");
        entry.putAll(JmhRun.of(report));
        Map<String, String> params = JmhParams.of(kind, report.config());
        if (!params.isEmpty()) {
            entry.put("params", params);
        }
        entry.put("primaryMetric", JmhMetric.sampled(kind.operation().latency().response()));
        Map<String, Object> secondary = new LinkedHashMap<>();
        for (Series series : kind.legs()) {
            if (series.leg() != Leg.RESPONSE && JmhMetric.canBeWritten(series.histogram())) {
                secondary.put(series.leg().key(), JmhMetric.mean(series.histogram()));
            }
        }
        Double rate = kind.operation().pace().perSecond();
        if (rate != null && Double.isFinite(rate)) {
            secondary.put("throughput", JmhMetric.throughput(rate, rates(rate, kind.repeats())));
        }
        entry.put("secondaryMetrics", secondary);
        return entry;
    }

    /** One value per repeat, or the one of the whole run where a repeat has none. */
    private static List<Double> rates(double whole, List<Repeat> repeats) {
        List<Double> rates =
                repeats.stream().map(Repeat::perSecond).flatMap(Stream::ofNullable).toList();
        boolean complete =
                !rates.isEmpty()
                        && rates.size() == repeats.size()
                        && rates.stream().allMatch(Double::isFinite);
        return complete ? rates : List.of(whole);
    }

    /** Readers take a benchmark's name apart at its dots: package, class, method. */
    private static String word(String kind) {
        String word = kind.replaceAll("[.\\s\\p{Cntrl}]", "_");
        return word.isEmpty() ? "_" : word;
    }

    static double millis(double nanos) {
        return nanos / TimeUnit.MILLISECONDS.toNanos(1);
    }
}
