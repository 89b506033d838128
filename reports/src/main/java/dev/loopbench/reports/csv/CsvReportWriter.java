package dev.loopbench.reports.csv;

import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.reports.ReportWriter;
import dev.loopbench.reports.series.KindSeries;
import dev.loopbench.reports.series.Leg;
import dev.loopbench.reports.series.Series;
import java.io.IOException;
import java.util.List;

/**
 * Writes one table of the report's distributions, a row each: what of, how many values, and their
 * figures in nanoseconds.
 *
 * <p>Immutable. A cell is empty where nothing was measured; errors and rate belong to the whole
 * operation and stand in the row of its response. The format is RFC 4180 with a header line.
 */
public final class CsvReportWriter implements ReportWriter {

    private static final String OPERATION = Leg.Scope.OPERATION.key();
    private static final String LOOP = Leg.Scope.LOOP.key();

    private static final List<String> COLUMNS =
            List.of(
                    "scope",
                    "kind",
                    "leg",
                    "count",
                    "errors",
                    "unfinished",
                    "perSecond",
                    "minNanos",
                    "meanNanos",
                    "p50Nanos",
                    "p90Nanos",
                    "p99Nanos",
                    "p999Nanos",
                    "maxNanos");

    @Override
    public void write(Report report, Appendable out) throws IOException {
        CsvTable table = new CsvTable();
        COLUMNS.forEach(table::text);
        table.endRow();
        KindSeries.of(report).forEach(kind -> operation(kind, table));
        ServerFigures server = report.server();
        if (server != null && server.requests() != null) {
            server(server.requests(), table);
        }
        Loop.Delay delay = report.loop().delay();
        if (delay != null) {
            delay("delay", delay, 0, table);
            if (delay.errorNanos() != null) {
                delay("delay.upper", delay, delay.errorNanos(), table);
            }
        }
        Series.of(report).stream()
                .filter(series -> series.leg().scope() == Leg.Scope.LOOP)
                .forEach(series -> loop(series, table));
        out.append(table.toString());
    }

    private static void operation(KindSeries kind, CsvTable table) {
        for (Series series : kind.legs()) {
            table.text(OPERATION).text(kind.kind()).text(series.leg().key());
            table.number(series.histogram().count());
            if (series.leg() == Leg.RESPONSE) {
                table.number(kind.operation().errors());
                table.number(kind.operation().unfinished());
                table.number(kind.operation().pace().perSecond());
            } else {
                table.empty().empty().empty();
            }
            figures(series.histogram(), table);
        }
    }

    private static void server(ServerFigures.Requests requests, CsvTable table) {
        table.text(Leg.Scope.SERVER.key()).empty().text(Leg.REQUEST.key());
        table.number(requests.count()).empty().empty().number(requests.perSecond());
        figures(requests.response(), table);
    }

    private static void loop(Series series, CsvTable table) {
        table.text(LOOP).text(series.owner()).text(series.leg().key());
        table.number(series.histogram().count()).empty().empty().empty();
        figures(series.histogram(), table);
    }

    /** No values were recorded for it: it follows from the busy periods. */
    private static void delay(String leg, Loop.Delay delay, long moreNanos, CsvTable table) {
        table.text(LOOP).empty().text(leg).empty().empty().empty().empty().empty();
        table.number(delay.meanNanos() + moreNanos);
        table.number(delay.p50Nanos() + moreNanos).number(delay.p90Nanos() + moreNanos);
        table.number(delay.p99Nanos() + moreNanos);
        table.empty().number(delay.maxNanos() + moreNanos).endRow();
    }

    private static void figures(Histogram histogram, CsvTable table) {
        table.number(histogram.minNanos()).number(histogram.meanNanos());
        for (String percentile : List.of("50", "90", "99", "99.9")) {
            table.number(histogram.percentiles().get(percentile));
        }
        table.number(histogram.maxNanos()).endRow();
    }
}
