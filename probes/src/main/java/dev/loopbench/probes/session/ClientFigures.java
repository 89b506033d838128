package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.ConnectionFigures;
import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Warning;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts what is known of the clients' side into a report. Stateless. */
final class ClientFigures {

    private ClientFigures() {}

    /** Their loop is the measured one: the report has its figures already. */
    static Clients ofThisProcess(ConnectionFigures figures) {
        ConnectionFigures.Slowest slowest = figures.slowest();
        return new Clients(
                Clients.THIS_PROCESS,
                figures.connections(),
                figures.connected(),
                figures.reconnects(),
                figures.bytesSent(),
                figures.bytesReceived(),
                slowest == null
                        ? null
                        : new Clients.Slowest(
                                slowest.minNanos(), slowest.medianNanos(), slowest.maxNanos()),
                null,
                null,
                null,
                unavailable());
    }

    /** From the report of a process that measured nothing but its clients. */
    static Optional<Clients> ofOtherProcess(Report report) {
        return Optional.ofNullable(report.clients())
                .map(
                        own ->
                                new Clients(
                                        Clients.OWN_PROCESS,
                                        own.connections(),
                                        own.connected(),
                                        own.reconnects(),
                                        own.bytesSent(),
                                        own.bytesReceived(),
                                        own.slowest(),
                                        report.loop().utilizationShare(),
                                        report.loop().delay().p99Nanos(),
                                        report.host().cpuNanos(),
                                        Collections.emptySortedMap()));
    }

    private static SortedMap<String, String> unavailable() {
        String reason = "the clients run on the measured loop: its figures are theirs";
        SortedMap<String, String> reasons = new TreeMap<>();
        reasons.put("loopUtilizationShare", reason);
        reasons.put("loopDelayP99Nanos", reason);
        reasons.put("cpuNanos", reason);
        return Collections.unmodifiableSortedMap(reasons);
    }

    static Optional<String> firstFailure(Report report) {
        return report.warnings().stream()
                .filter(warning -> warning.id().equals(ReportAssembly.OPERATIONS_FAILED))
                .map(Warning::message)
                .map(message -> message.substring(ReportAssembly.FIRST_FAILURE.length()))
                .findFirst();
    }
}
