package dev.loopbench.reports.openmetrics;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import dev.loopbench.reports.openmetrics.Exposition.Label;
import dev.loopbench.reports.series.DistinctNames;
import dev.loopbench.reports.series.KindSeries;
import dev.loopbench.reports.series.Leg;
import dev.loopbench.reports.series.Series;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes OpenMetrics 1.0 text, for the textfile collector or a push gateway.
 *
 * <p>Immutable. Times are in seconds; a distribution is a histogram of fixed buckets. What was not
 * measured has no sample. A histogram that cannot be decoded ends in an {@link
 * IllegalArgumentException}.
 *
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics 1.0</a>
 */
public final class OpenMetricsReportWriter implements ReportWriter {

    private static final String KIND = "kind";

    @Override
    public void write(Report report, Appendable out) throws IOException {
        Exposition text = new Exposition();
        run(report, text);
        operations(KindSeries.of(report), text);
        distributions(Series.of(report), text);
        LoopFamilies.write(report.loop(), text);
        PoolFamilies.write(report.pool(), text);
        ConnectionFamilies.write(report.clients(), text);
        ConnectionFamilies.write(report.server(), text);
        HostFamilies.write(report.host(), text);
        MemoryFamilies.write(report.memory(), text);
        findings(report.findings(), text);
        text.gauge("loopbench_warnings", "", "Reasons to doubt the figures.")
                .sample(report.warnings().size());
        out.append(text.end());
    }

    private static void run(Report report, Exposition text) {
        text.info("loopbench_run", "What ran, and what measured it.")
                .sample(
                        List.of(
                                new Label("workload", report.config().workload()),
                                new Label("version", report.tool().version()),
                                new Label("fingerprint", report.environment().fingerprint())),
                        1);
        text.gauge("loopbench_run_complete", "", "0 if the run was interrupted.")
                .sample(report.run().complete() ? 1 : 0);
        text.gauge("loopbench_run_duration_seconds", Seconds.UNIT, "Time that was measured.")
                .sample(Seconds.of(report.run().durationNanos()));
    }

    private static void operations(List<KindSeries> kinds, Exposition text) {
        text.counter("loopbench_operations", "", "Operations that began, by what came of them.");
        for (KindSeries kind : kinds) {
            Label label = new Label(KIND, kind.kind());
            text.sample(List.of(label, new Label("outcome", "ok")), kind.operation().count());
            text.sample(List.of(label, new Label("outcome", "error")), kind.operation().errors());
            text.sample(
                    List.of(label, new Label("outcome", "unfinished")),
                    kind.operation().unfinished());
        }
        failures(kinds, text);
        text.gauge(
                "loopbench_operations_per_second", "", "Operations that ended well, per second.");
        for (KindSeries kind : kinds) {
            Double rate = kind.operation().pace().perSecond();
            if (rate != null) {
                text.sample(KIND, kind.kind(), rate);
            }
        }
    }

    private static void failures(List<KindSeries> kinds, Exposition text) {
        if (kinds.stream().allMatch(kind -> kind.operation().failures().isEmpty())) {
            return;
        }
        text.counter("loopbench_operation_failures", "", "Errors, by what they have in common.");
        for (KindSeries kind : kinds) {
            Map<String, Long> reasons = new LinkedHashMap<>();
            // A document may name one twice; a family must not.
            kind.operation()
                    .failures()
                    .forEach(each -> reasons.merge(each.reason(), each.count(), Long::sum));
            reasons.forEach(
                    (reason, count) ->
                            text.sample(
                                    List.of(
                                            new Label(KIND, kind.kind()),
                                            new Label("reason", reason)),
                                    count));
        }
    }

    /** A family for each leg: the samples of one family stand together. */
    private static void distributions(List<Series> all, Exposition text) {
        for (Leg leg : Leg.values()) {
            List<Series> some = all.stream().filter(s -> s.leg() == leg && !s.isEmpty()).toList();
            if (!some.isEmpty()) {
                text.histogram(name(leg), Seconds.UNIT, leg.description());
                some.forEach(series -> distribution(series, text));
            }
        }
    }

    private static String name(Leg leg) {
        return String.format(
                Locale.ROOT,
                "loopbench_%s_%s_seconds",
                leg.scope().key(),
                leg.key().replace('-', '_'));
    }

    private static void distribution(Series series, Exposition text) {
        Histogram histogram = series.histogram();
        org.HdrHistogram.Histogram values = Histograms.decode(histogram);
        Double exactMean = histogram.meanNanos();
        double mean = exactMean == null ? values.getMean() : exactMean;
        boolean ofOperation = series.leg().scope() == Leg.Scope.OPERATION;
        String name = ofOperation ? KIND : "phase";
        List<Label> labels =
                series.owner().isEmpty() && !ofOperation
                        ? List.of()
                        : List.of(new Label(name, series.owner()));
        text.distribution(
                labels,
                Buckets.cumulative(values),
                histogram.count(),
                Seconds.of(mean * histogram.count()));
    }

    private static void findings(List<Finding> findings, Exposition text) {
        DistinctNames rules = new DistinctNames();
        text.gauge("loopbench_finding_score", "", "How bad it is by each rule: 0 to 100.");
        findings.forEach(f -> text.sample("rule", rules.of(f.rule()), f.score()));
    }
}
