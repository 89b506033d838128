package dev.loopbench.probes.merge;

import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
        List<Clients.Counts> counts = parts.stream().map(Clients::counts).toList();
        List<Clients.Exchange> exchanges = parts.stream().map(Clients::exchange).toList();
        SortedMap<String, String> unavailable = Sums.reasons(parts, Clients::unavailable);
        unavailable.put("slowest", "its median cannot be told from those of several runs");
        unavailable.put("loopDelayP99Nanos", OF_ONE_PROCESS);
        return new Clients(
                parts.get(0).process(),
                new Clients.Counts(
                        counts.stream().mapToLong(Clients.Counts::connections).sum(),
                        counts.stream().mapToLong(Clients.Counts::connected).sum(),
                        counts.stream().mapToLong(Clients.Counts::reconnects).sum(),
                        Sums.orNull(counts, Clients.Counts::keepAliveResets),
                        Sums.orNull(counts, Clients.Counts::churned)),
                new Clients.Exchange(
                        exchanges.stream().mapToLong(Clients.Exchange::bytesSent).sum(),
                        exchanges.stream().mapToLong(Clients.Exchange::bytesReceived).sum(),
                        counts(exchanges, Clients.Exchange::status),
                        null),
                new Clients.Generator(
                        Sums.meanOrNull(
                                reports,
                                report ->
                                        report.clients() == null
                                                ? null
                                                : report.clients()
                                                        .generator()
                                                        .loopUtilizationShare(),
                                report -> report.run().durationNanos()),
                        null,
                        Sums.orNull(parts, clients -> clients.generator().cpuNanos())),
                Sums.fixed(unavailable));
    }

    /** By key; null where a part has none. */
    private static <T> @Nullable SortedMap<String, Long> counts(
            List<T> parts, Function<T, @Nullable SortedMap<String, Long>> figure) {
        SortedMap<String, Long> sum = new TreeMap<>();
        for (T part : parts) {
            SortedMap<String, Long> counts = figure.apply(part);
            if (counts == null) {
                return null;
            }
            counts.forEach((key, count) -> sum.merge(key, count, Long::sum));
        }
        return Collections.unmodifiableSortedMap(sum);
    }

    private static ServerFigures.@Nullable Requests requests(
            List<Report> reports, List<ServerFigures> servers) {
        List<ServerFigures.Requests> parts =
                servers.stream().map(ServerFigures::requests).filter(Objects::nonNull).toList();
        if (parts.size() < servers.size()) {
            return null;
        }
        long count = parts.stream().mapToLong(ServerFigures.Requests::count).sum();
        long nanos = reports.stream().mapToLong(report -> report.run().durationNanos()).sum();
        return new ServerFigures.Requests(
                count,
                nanos > 0 ? (Double) ((double) count * TimeUnit.SECONDS.toNanos(1) / nanos) : null,
                counts(parts, ServerFigures.Requests::status),
                HistogramSum.of(parts.stream().map(ServerFigures.Requests::response).toList()));
    }

    private static ServerFigures.@Nullable Connections connections(List<ServerFigures> servers) {
        List<ServerFigures.Connections> parts =
                servers.stream()
                        .map(ServerFigures::connectionCounts)
                        .filter(Objects::nonNull)
                        .toList();
        return parts.size() < servers.size()
                ? null
                : new ServerFigures.Connections(
                        parts.stream().mapToLong(ServerFigures.Connections::open).sum(),
                        parts.stream().mapToLong(ServerFigures.Connections::accepted).sum(),
                        parts.stream().mapToLong(ServerFigures.Connections::refused).sum(),
                        parts.stream().mapToLong(ServerFigures.Connections::idleClosed).sum());
    }

    /** Null where a run had no server. */
    static @Nullable ServerFigures server(List<Report> reports) {
        List<ServerFigures> parts =
                reports.stream().map(Report::server).filter(Objects::nonNull).toList();
        if (parts.size() < reports.size()) {
            return null;
        }
        List<ServerFigures.ThreadCounts> threads =
                parts.stream().map(ServerFigures::threadCounts).toList();
        SortedMap<String, String> unavailable = new TreeMap<>();
        for (String figure :
                List.of("rssBytes", "rssPeakBytes", "stackReservedBytes", "stackCommittedBytes")) {
            unavailable.put(figure, OF_ONE_PROCESS);
        }
        Sums.reasons(parts, ServerFigures::unavailable)
                .forEach((figure, reason) -> unavailable.putIfAbsent(figure, reason));
        return new ServerFigures(
                parts.get(0).model(),
                requests(reports, parts),
                connections(parts),
                new ServerFigures.ThreadCounts(
                        threads.stream()
                                .mapToLong(ServerFigures.ThreadCounts::threads)
                                .max()
                                .orElse(0),
                        threads.stream().mapToLong(ServerFigures.ThreadCounts::threadsEnded).sum()),
                new ServerFigures.Footprint(null, null, null, null),
                HostSum.switches(parts, ServerFigures::contextSwitches),
                Sums.orNull(parts, ServerFigures::cpuNanos),
                Sums.fixed(unavailable));
    }
}
