package dev.loopbench.reports.markdown;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.EstimatedWait;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.phrase.Estimates;
import dev.loopbench.reports.phrase.Unended;
import dev.loopbench.reports.series.KindSeries;
import dev.loopbench.reports.series.Leg;
import dev.loopbench.reports.series.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How long each leg of each kind took. Stateless. */
final class LatencyTable {

    private static final String HEAD =
            """
            | operation | leg | n | min | mean | p50 | p90 | p99 | p99.9 | max |
            |:--|:--|--:|--:|--:|--:|--:|--:|--:|--:|\
            """;

    /** A step's summary is read, not searched. */
    private static final int MAX_ROWS = 60;

    private static final int MAX_KIND_LENGTH = 60;

    private static final int MAX_LINE_LENGTH = 250;

    private static final String NONE_CELL = " " + Numbers.NONE + " ";

    private LatencyTable() {}

    static void write(Report report, MarkdownPage page) {
        List<String> rows = new ArrayList<>();
        for (KindSeries kind : KindSeries.of(report)) {
            kind.legs().forEach(series -> rows.add(row(kind, series)));
        }
        if (rows.isEmpty()) {
            return;
        }
        int shown = Math.min(rows.size(), MAX_ROWS);
        page.block(HEAD + "\n" + String.join("\n", rows.subList(0, shown)));
        if (rows.size() > shown) {
            page.block("… " + Numbers.count(rows.size() - shown, "more row"));
        }
        boolean partial = rows.subList(0, shown).stream().anyMatch(row -> row.contains(NONE_CELL));
        String legend = legend(report.operations());
        page.block(partial ? legend + " · – too few values to give a figure" : legend);
        trouble(report, page);
    }

    private static void trouble(Report report, MarkdownPage page) {
        List<String> lines = new ArrayList<>();
        Unended.underWay(report.pool()).ifPresent(lines::add);
        List<Operation> operations = report.operations();
        for (Operation operation : operations.subList(0, Math.min(operations.size(), MAX_ROWS))) {
            Unended.silence(operation, report.run().durationNanos())
                    .ifPresent(text -> lines.add(operation.kind() + ": " + text));
            Unended.failures(operation).forEach(text -> lines.add(operation.kind() + ": " + text));
        }
        if (!lines.isEmpty()) {
            page.block(
                    lines.stream()
                            .map(line -> "- " + Markdown.text(line, MAX_LINE_LENGTH))
                            .collect(Collectors.joining("\n")));
        }
    }

    private static String row(KindSeries kind, Series series) {
        Histogram histogram = series.histogram();
        boolean isFirst = series.leg() == Leg.RESPONSE;
        List<String> cells = new ArrayList<>();
        cells.add(isFirst ? "**" + Markdown.text(kind.kind(), MAX_KIND_LENGTH) + "**" : "");
        cells.add(series.leg().key().replace('-', ' '));
        cells.add(Numbers.count(histogram.count()));
        cells.add(Numbers.nanos(histogram.minNanos()));
        Double mean = histogram.meanNanos();
        cells.add(mean == null ? Numbers.NONE : Numbers.nanos(mean.doubleValue()));
        for (String percentile : List.of("50", "90", "99", "99.9")) {
            cells.add(Numbers.nanos(histogram.percentiles().get(percentile)));
        }
        cells.add(Numbers.nanos(histogram.maxNanos()));
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String legend(List<Operation> operations) {
        List<String> items = new ArrayList<>();
        for (Operation operation : operations.subList(0, Math.min(operations.size(), MAX_ROWS))) {
            StringBuilder item = new StringBuilder();
            item.append(Markdown.text(operation.kind(), MAX_KIND_LENGTH)).append(": ");
            item.append(Numbers.count(operation.count())).append(" ok");
            if (operation.errors() > 0) {
                item.append(", **").append(Numbers.count(operation.errors(), "error"));
                item.append("**");
            }
            if (operation.unfinished() > 0) {
                item.append(", **").append(Numbers.count(operation.unfinished()));
                item.append(" unfinished**");
            }
            EstimatedWait estimate = operation.legs().waitEstimate();
            if (estimate != null) {
                item.append(", ").append(Estimates.about(estimate));
            }
            Double rate = operation.pace().perSecond();
            if (rate != null) {
                item.append(", ").append(Numbers.perSecond(rate));
            }
            items.add(item.toString());
        }
        return String.join(" · ", items);
    }
}
