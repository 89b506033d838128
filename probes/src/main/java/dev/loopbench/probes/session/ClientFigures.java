package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.ConnectionFigures;
import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Warning;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts what is known of the clients' side into a report. Stateless. */
final class ClientFigures {

    private ClientFigures() {}

    /** Their loop is the measured one: the report has its figures already. */
    static Clients ofThisProcess(ConnectionFigures figures) {
        ConnectionFigures.Slowest slowest = figures.slowest();
        return new Clients(
                Clients.Place.THIS_PROCESS,
                new Clients.Counts(
                        figures.connections(),
                        figures.connected(),
                        figures.anew().reconnects(),
                        figures.anew().keepAliveResets(),
                        figures.anew().churned()),
                new Clients.Exchange(
                        figures.bytesSent(),
                        figures.bytesReceived(),
                        figures.status(),
                        slowest == null
                                ? null
                                : new Clients.Slowest(
                                        slowest.minNanos(),
                                        slowest.medianNanos(),
                                        slowest.maxNanos())),
                new Clients.Generator(null, null, null),
                unavailable());
    }

    /**
     * From the report of a process that measured nothing but its clients.
     *
     * @param cpuNanos what that process used in the window of this one; empty where the platform
     *     does not tell, and its own window has to do
     */
    static Optional<Clients> ofOtherProcess(Report report, OptionalLong cpuNanos) {
        Loop.Delay delay = report.loop().delay();
        return Optional.ofNullable(report.clients())
                .map(
                        own ->
                                new Clients(
                                        Clients.Place.OWN_PROCESS,
                                        own.counts(),
                                        own.exchange(),
                                        new Clients.Generator(
                                                report.loop().utilizationShare(),
                                                delay == null ? null : (Long) delay.p99Nanos(),
                                                cpuNanos.isPresent()
                                                        ? (Long) cpuNanos.getAsLong()
                                                        : report.host().cpu().cpuNanos()),
                                        Collections.emptySortedMap()));
    }

    /**
     * What they measured, with offsets from the start of the server's run.
     *
     * @param laterNanos their run began so much later
     */
    static List<Operation> operations(Report report, long laterNanos) {
        return report.operations().stream().map(own -> later(own, laterNanos)).toList();
    }

    private static Operation later(Operation own, long nanos) {
        Long lastOkNanos = own.pace().lastOkNanos();
        return new Operation(
                own.kind(),
                own.count(),
                own.errors(),
                own.unfinished(),
                own.failures().stream()
                        .map(
                                failure ->
                                        new Operation.Failure(
                                                failure.reason(),
                                                failure.count(),
                                                failure.firstAtNanos() + nanos,
                                                failure.lastAtNanos() + nanos))
                        .toList(),
                new Operation.Pace(
                        lastOkNanos == null ? null : (Long) (lastOkNanos + nanos),
                        own.pace().perSecond()),
                own.latency(),
                own.legs(),
                own.awayNanos());
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
                .filter(warning -> warning.id() == Warning.Kind.OPERATIONS_FAILED)
                .map(Warning::message)
                .map(message -> message.substring(ReportAssembly.FIRST_FAILURE.length()))
                .findFirst();
    }
}
