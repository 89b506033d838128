package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The same load on servers built in different ways, a row each: what the clients saw, and what it
 * cost the server.
 *
 * <p>Immutable. Each report is of a run of its own in a process of its own.
 */
public final class ModelComparisonWriter {

    private static final int NAME_CELLS = 15;
    private static final int CELL = 8;

    private final TextStyle style;

    public ModelComparisonWriter(TextStyle style) {
        this.style = style;
    }

    /** Nothing for no reports. */
    public void write(List<Report> reports, Appendable out) throws IOException {
        if (reports.isEmpty()) {
            return;
        }
        Page page = new Page(style);
        new HeaderSection().write(reports.get(0), page);
        page.gap();
        page.add(page.line(Tone.STRONG, "What the clients saw"));
        page.add(head(page, "model", "errors", "trips/s", "p50", "p90", "p99", "p99.9", "max"));
        reports.forEach(report -> page.add(seen(report, page)));
        page.gap();
        page.add(page.line(Tone.STRONG, "What it cost the server's process"));
        page.add(head(page, "model", "threads", "RSS", "stacks", "switches", "CPU", "CPU/trip"));
        reports.forEach(report -> page.add(cost(report, page)));
        page.gap();
        notes(reports, page);
        out.append(page.render());
    }

    private static Line head(Page page, String first, String... columns) {
        Line head = page.line("  ").add(Tone.FAINT, first).padTo(NAME_CELLS + 2);
        for (String column : columns) {
            head.addRight(Tone.FAINT, column, CELL);
        }
        return head;
    }

    private static Line seen(Report report, Page page) {
        Line row = name(report, page);
        Operation operation = report.operations().get(0);
        Histogram response = operation.latency().response();
        row.addRight(
                operation.errors() > 0 ? Tone.BAD : Tone.PLAIN,
                Numbers.countShort(operation.errors()),
                CELL);
        cell(
                row,
                operation.pace().perSecond() == null
                        ? Numbers.NONE
                        : trips(operation.pace().perSecond()));
        for (String percentile : List.of("50", "90", "99", "99.9")) {
            cell(row, Numbers.nanos(response.percentiles().get(percentile)));
        }
        return cell(row, Numbers.nanos(response.maxNanos()));
    }

    private static Line cost(Report report, Page page) {
        Line row = name(report, page);
        ServerFigures server = report.server();
        if (server == null) {
            return cell(row, Numbers.NONE);
        }
        cell(row, Numbers.countShort(server.threadCounts().threads()));
        cell(row, bytes(server.footprint().rssBytes()));
        cell(row, bytes(server.footprint().stackCommittedBytes()));
        Host.ContextSwitches switches = server.contextSwitches();
        cell(
                row,
                switches == null
                        ? Numbers.NONE
                        : Numbers.countShort(switches.voluntary() + switches.involuntary()));
        Long cpuNanos = server.cpuNanos();
        cell(row, Numbers.nanos(cpuNanos));
        long trips = Math.max(1, report.operations().get(0).count());
        return cell(row, cpuNanos == null ? Numbers.NONE : Numbers.nanos(cpuNanos / trips));
    }

    /** Why a figure is missing, once for all models. */
    private static void notes(List<Report> reports, Page page) {
        TreeSet<String> reasons = new TreeSet<>();
        for (Report report : reports) {
            ServerFigures server = report.server();
            if (server != null) {
                server.unavailable().forEach((name, reason) -> reasons.add(name + ": " + reason));
            }
        }
        reasons.forEach(
                reason -> page.prose(page.line("  "), page.line(Tone.FAINT, "– " + reason)));
    }

    private static Line name(Report report, Page page) {
        String model = report.config().parameters().getOrDefault("model", "");
        return page.line("  ").add(Tone.STRONG, model).padTo(NAME_CELLS + 2);
    }

    private static Line cell(Line row, String text) {
        return row.addRight(Tone.PLAIN, text, CELL);
    }

    private static String trips(double perSecond) {
        return Numbers.countShort(Math.round(perSecond));
    }

    private static String bytes(@Nullable Long bytes) {
        return bytes == null ? Numbers.NONE : Numbers.bytes(bytes);
    }
}
