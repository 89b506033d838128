package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What serving cost the server's process, by which models of serving are compared. */
final class ServerSection implements Section {

    @Override
    public void write(Report report, Page page) {
        ServerFigures server = report.server();
        if (server == null) {
            return;
        }
        List<Line> items = new ArrayList<>();
        items.add(page.line(Tone.STRONG, server.model().word()));
        items.add(page.line(threads(server)));
        items.addAll(Fact.lines(facts(server), server.unavailable(), page));
        page.gap();
        page.items(page.heading("Server"), items);
        ServerFigures.Requests requests = server.requests();
        if (requests != null) {
            page.items(page.indent(), requests(requests, page));
        }
        ServerFigures.Connections connections = server.connectionCounts();
        if (connections != null) {
            page.items(page.indent(), connections(connections, page));
        }
    }

    private static List<Line> requests(ServerFigures.Requests requests, Page page) {
        List<Line> items = new ArrayList<>();
        items.add(page.line(Numbers.count(requests.count(), "request")));
        Double perSecond = requests.perSecond();
        if (perSecond != null) {
            items.add(page.line(Numbers.perSecond(perSecond)));
        }
        items.addAll(StatusLines.of(requests.status(), page));
        Histogram response = requests.response();
        if (response.count() > 0) {
            items.add(page.line("from read to handed over " + times(response)));
        }
        return items;
    }

    /** The figures that enough requests support. */
    private static String times(Histogram response) {
        List<String> figures = new ArrayList<>();
        response.percentiles()
                .forEach(
                        (percentile, nanos) -> {
                            if (nanos != null) {
                                figures.add("p" + percentile + " " + Numbers.nanos(nanos));
                            }
                        });
        Long maxNanos = response.maxNanos();
        if (maxNanos != null) {
            figures.add("max " + Numbers.nanos(maxNanos));
        }
        return String.join(", ", figures);
    }

    private static List<Line> connections(ServerFigures.Connections connections, Page page) {
        List<Line> items = new ArrayList<>();
        items.add(page.line(Numbers.count(connections.open(), "connection") + " at the end"));
        items.add(page.line(Numbers.count(connections.accepted()) + " accepted"));
        if (connections.refused() > 0) {
            items.add(
                    page.line(Tone.WARN, Numbers.count(connections.refused()) + " were too many"));
        }
        if (connections.idleClosed() > 0) {
            items.add(
                    page.line(
                            Numbers.count(connections.idleClosed())
                                    + " closed at the keep-alive time-out"));
        }
        return items;
    }

    private static String threads(ServerFigures server) {
        return Numbers.count(server.threadCounts().threads(), "thread")
                + " at most"
                + (server.threadCounts().threadsEnded() == 0
                        ? ""
                        : ", " + Numbers.count(server.threadCounts().threadsEnded()) + " ended");
    }

    private static List<Fact> facts(ServerFigures server) {
        return List.of(
                Fact.of(
                        "rssBytes",
                        "memory",
                        server.footprint().rssBytes(),
                        bytes -> Numbers.bytes(bytes) + " in RAM"),
                Fact.of(
                        "rssPeakBytes",
                        "peak memory",
                        server.footprint().rssPeakBytes(),
                        bytes -> "peak since its start " + Numbers.bytes(bytes)),
                Fact.of(
                        "stackCommittedBytes",
                        "thread stacks",
                        server.footprint().stackCommittedBytes(),
                        bytes -> stacks(bytes, server.footprint().stackReservedBytes())),
                Fact.of(
                        "contextSwitches",
                        "context switches",
                        server.contextSwitches(),
                        ServerSection::switches),
                Fact.of(
                        "cpuNanos",
                        "CPU time",
                        server.cpuNanos(),
                        nanos -> "CPU " + Numbers.nanos(nanos)));
    }

    private static String stacks(long committedBytes, @Nullable Long reservedBytes) {
        return "stacks "
                + Numbers.bytes(committedBytes)
                + (reservedBytes == null
                        ? ""
                        : " in use of " + Numbers.bytes(reservedBytes) + " reserved");
    }

    private static String switches(Host.ContextSwitches switches) {
        return "threads switched out "
                + Numbers.count(switches.voluntary())
                + "× to wait, "
                + Numbers.count(switches.involuntary())
                + "× by force";
    }
}
