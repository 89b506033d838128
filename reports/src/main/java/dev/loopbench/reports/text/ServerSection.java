package dev.loopbench.reports.text;

import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.reports.quantity.BytesFormat;
import dev.loopbench.reports.quantity.Numbers;
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
        items.add(page.line(Tone.STRONG, server.model()));
        items.add(page.line(threads(server)));
        items.addAll(Fact.lines(facts(server), server.unavailable(), page));
        page.gap();
        page.items(page.heading("Server"), items);
    }

    private static String threads(ServerFigures server) {
        return Numbers.count(server.threads(), "thread")
                + " at most"
                + (server.threadsEnded() == 0
                        ? ""
                        : ", " + Numbers.count(server.threadsEnded()) + " ended");
    }

    private static List<Fact> facts(ServerFigures server) {
        return List.of(
                Fact.of(
                        "rssBytes",
                        "memory",
                        server.rssBytes(),
                        bytes -> BytesFormat.format(bytes) + " in RAM"),
                Fact.of(
                        "rssPeakBytes",
                        "peak memory",
                        server.rssPeakBytes(),
                        bytes -> "peak since its start " + BytesFormat.format(bytes)),
                Fact.of(
                        "stackCommittedBytes",
                        "thread stacks",
                        server.stackCommittedBytes(),
                        bytes -> stacks(bytes, server.stackReservedBytes())),
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
                + BytesFormat.format(committedBytes)
                + (reservedBytes == null
                        ? ""
                        : " in use of " + BytesFormat.format(reservedBytes) + " reserved");
    }

    private static String switches(Host.ContextSwitches switches) {
        return "threads switched out "
                + Numbers.count(switches.voluntary())
                + "× to wait, "
                + Numbers.count(switches.involuntary())
                + "× by force";
    }
}
