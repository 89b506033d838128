package dev.loopbench.reports.benchmark;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.result.Histogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/** A metric of JMH, key by key. Stateless. */
final class JmhMetric {

    private static final String TIME_UNIT = "ms/op";
    private static final String RATE_UNIT = "ops/s";

    /** How JMH writes a number that is none. */
    private static final String NONE = "NaN";

    private JmhMetric() {}

    /** Whether there are values: JMH has no way to say that there are none. */
    static boolean canBeWritten(Histogram histogram) {
        Double mean = histogram.meanNanos();
        return histogram.count() > 0 && mean != null && Double.isFinite(mean);
    }

    /** The distribution itself, as in mode {@code sample}. */
    static Map<String, Object> sampled(Histogram histogram) {
        Map<String, Object> metric = figures(histogram);
        List<List<Number>> values = new ArrayList<>();
        long mostNanos = Objects.requireNonNullElse(histogram.maxNanos(), Long.MAX_VALUE);
        for (HistogramIterationValue value : Histograms.decode(histogram).recordedValues()) {
            double millis =
                    JmhReportWriter.millis(
                            (double) Math.min(value.getValueIteratedTo(), mostNanos));
            values.add(List.of(millis, value.getCountAtValueIteratedTo()));
        }
        metric.put("rawDataHistogram", List.of(List.of(values)));
        return metric;
    }

    /** The mean alone. */
    static Map<String, Object> mean(Histogram histogram) {
        Map<String, Object> metric = figures(histogram);
        metric.put("rawData", List.of(List.of(Objects.requireNonNull(metric.get("score")))));
        return metric;
    }

    /**
     * @param rates of each iteration
     */
    static Map<String, Object> throughput(double rate, List<Double> rates) {
        Map<String, Object> metric = score(rate);
        metric.put("scoreUnit", RATE_UNIT);
        metric.put("rawData", List.of(rates));
        return metric;
    }

    private static Map<String, Object> figures(Histogram histogram) {
        Double mean = Objects.requireNonNull(histogram.meanNanos());
        Map<String, Object> metric = score(JmhReportWriter.millis(mean));
        metric.put("scorePercentiles", percentiles(histogram));
        metric.put("scoreUnit", TIME_UNIT);
        return metric;
    }

    private static Map<String, Object> score(double score) {
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("score", score);
        metric.put("scoreError", NONE);
        metric.put("scoreConfidence", List.of(NONE, NONE));
        return metric;
    }

    /** Of JMH's ten those that enough values support. */
    private static Map<String, Double> percentiles(Histogram histogram) {
        Map<String, Double> percentiles = new LinkedHashMap<>();
        put("0.0", histogram.minNanos(), percentiles);
        put("50.0", histogram.percentiles().get("50"), percentiles);
        put("90.0", histogram.percentiles().get("90"), percentiles);
        put("99.0", histogram.percentiles().get("99"), percentiles);
        put("99.9", histogram.percentiles().get("99.9"), percentiles);
        put("100.0", histogram.maxNanos(), percentiles);
        return percentiles;
    }

    private static void put(String key, @Nullable Long nanos, Map<String, Double> percentiles) {
        if (nanos != null) {
            percentiles.put(key, JmhReportWriter.millis(nanos));
        }
    }
}
