package dev.loopbench.probes.merge;

import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The two ends of the connections of several runs. Stateless. */
final class ConnectionSum {

    private static final String OF_ONE_PROCESS =
            "it is a figure of one process, and this is the sum of several";

    private ConnectionSum() {}

    /** Null where a run had no connections. */
    static @Nullable Clients clients(List<Report> reports) {
        List<Clients> parts =
                reports.stream().map(Report::clients).filter(Objects::nonNull).toList();
        if (parts.size() < reports.size()) {
            return null;
        }
        SortedMap<String, String> unavailable = Sums.reasons(parts, Clients::unavailable);
        unavailable.put("slowest", "its median cannot be told from those of several runs");
        unavailable.put("loopDelayP99Nanos", OF_ONE_PROCESS);
        return new Clients(
                parts.get(0).process(),
                parts.stream().mapToLong(Clients::connections).sum(),
                parts.stream().mapToLong(Clients::connected).sum(),
                parts.stream().mapToLong(Clients::reconnects).sum(),
                parts.stream().mapToLong(Clients::bytesSent).sum(),
                parts.stream().mapToLong(Clients::bytesReceived).sum(),
                null,
                Sums.meanOrNull(
                        reports,
                        report ->
                                report.clients() == null
                                        ? null
                                        : report.clients().loopUtilizationShare(),
                        report -> report.run().durationNanos()),
                null,
                Sums.orNull(parts, Clients::cpuNanos),
                Sums.fixed(unavailable));
    }

    /** Null where a run had no server. */
    static @Nullable ServerFigures server(List<Report> reports) {
        List<ServerFigures> parts =
                reports.stream().map(Report::server).filter(Objects::nonNull).toList();
        if (parts.size() < reports.size()) {
            return null;
        }
        SortedMap<String, String> unavailable = new TreeMap<>();
        for (String figure :
                List.of("rssBytes", "rssPeakBytes", "stackReservedBytes", "stackCommittedBytes")) {
            unavailable.put(figure, OF_ONE_PROCESS);
        }
        Sums.reasons(parts, ServerFigures::unavailable)
                .forEach((figure, reason) -> unavailable.putIfAbsent(figure, reason));
        return new ServerFigures(
                parts.get(0).model(),
                parts.stream().mapToLong(ServerFigures::threads).max().orElse(0),
                parts.stream().mapToLong(ServerFigures::threadsEnded).sum(),
                null,
                null,
                null,
                null,
                HostSum.switches(parts, ServerFigures::contextSwitches),
                Sums.orNull(parts, ServerFigures::cpuNanos),
                Sums.fixed(unavailable));
    }
}
