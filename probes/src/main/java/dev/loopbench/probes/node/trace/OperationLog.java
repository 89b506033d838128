package dev.loopbench.probes.node.trace;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.node.trace.PoolJob.Request;
import dev.loopbench.probes.node.trace.PoolJob.Span;
import dev.loopbench.probes.node.trace.PoolJob.State;
import dev.loopbench.probes.node.trace.TraceEvent.Category;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Operation.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What a process asked for, by kind. Confined to its caller; nanoseconds by the clock of the trace.
 *
 * <p>A call of {@code fs} that answers with an error, such as that there is no such file, has ended
 * as any other: only the program knows whether it minds. It failed where the machine could not do
 * it.
 */
final class OperationLog {

    /** Why there are no legs where the work's own events do not tell them. */
    static final String UNSEEN =
            "a trace does not tell when a worker took a call of fs or a lookup";

    private static final String AMBIGUOUS =
            "too many events are missing to tell which start of a worker is whose";

    /** By the number that Linux and macOS have for it. */
    private static final Map<Integer, String> FAILURES =
            Map.of(-5, "EIO", -12, "ENOMEM", -23, "ENFILE", -24, "EMFILE", -28, "ENOSPC");

    private static final class Kind {

        private final boolean seen;
        private final boolean pooled;
        private final LatencyRecorder response = new LatencyRecorder();
        private final LatencyRecorder waitLeg = new LatencyRecorder();
        private final LatencyRecorder serviceLeg = new LatencyRecorder();
        private final LatencyRecorder returnLeg = new LatencyRecorder();
        private final Map<String, Failure> failures = new LinkedHashMap<>();
        private long errors;
        private long unfinished;
        private long lastOkNanos;

        Kind(boolean seen, boolean pooled) {
            this.seen = seen;
            this.pooled = pooled;
        }
    }

    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final long firstNanos;
    private final long windowNanos;

    OperationLog(long firstNanos, long windowNanos) {
        this.firstNanos = firstNanos;
        this.windowNanos = windowNanos;
    }

    /** A job of the pool. */
    void add(PoolJob job) {
        Request request = job.request();
        if (request == null) {
            return;
        }
        Kind kind = kinds.computeIfAbsent(job.kind(), added -> new Kind(true, true));
        boolean unfinished = request.isUnderWay() && job.state() != State.UNPAIRED;
        if (job.state() == State.CANCELLED || unfinished) {
            kind.unfinished++;
        } else if (request.isWhole()) {
            ended(kind, request);
            Span span = job.span();
            if (span != null && job.state() == State.DONE) {
                // The clock's step may put a start before what it follows.
                kind.waitLeg.record(Math.max(0, span.startedNanos() - request.submittedNanos()));
                kind.serviceLeg.record(span.finishedNanos() - span.startedNanos());
                kind.returnLeg.record(Math.max(0, request.completedNanos() - span.finishedNanos()));
            }
        }
    }

    /** A call of {@code fs} or {@code dns}. */
    void add(Category category, Request request) {
        Kind kind =
                kinds.computeIfAbsent(
                        NodeNames.ofCall(category, request.kind()),
                        added -> new Kind(false, NodeNames.usesPool(category, request.kind())));
        String failure = FAILURES.get(request.result());
        if (request.isUnderWay()) {
            kind.unfinished++;
        } else if (failure != null && request.isWhole()) {
            kind.errors++;
            long atNanos = request.completedNanos() - firstNanos;
            kind.failures.merge(failure, new Failure(failure, 1, atNanos, atNanos), Failure::and);
        } else if (request.isWhole()) {
            ended(kind, request);
        }
    }

    private void ended(Kind kind, Request request) {
        kind.response.record(request.completedNanos() - request.submittedNanos());
        kind.lastOkNanos = Math.max(kind.lastOkNanos, request.completedNanos() - firstNanos);
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        kinds.forEach((name, kind) -> operations.add(operation(name, kind)));
        return List.copyOf(operations);
    }

    private Operation operation(String name, Kind kind) {
        long count = kind.response.count();
        return new Operation(
                name,
                count,
                kind.errors,
                kind.unfinished,
                Failure.bounded(kind.failures.values()),
                new Operation.Pace(
                        count > 0 ? (Long) kind.lastOkNanos : null,
                        windowNanos > 0
                                ? (Double)
                                        ((double) count * TimeUnit.SECONDS.toNanos(1) / windowNanos)
                                : null),
                new Operation.Latency(Histograms.of(kind.response), null, null),
                legs(kind),
                null);
    }

    private static Operation.Legs legs(Kind kind) {
        SortedMap<String, String> unavailable = new TreeMap<>();
        if (kind.pooled) {
            unavailable.put("serviceCpuNanos", NodeReport.NO_MACHINE);
        }
        boolean told = kind.seen && (kind.waitLeg.count() > 0 || kind.response.count() == 0);
        if (kind.pooled && !told) {
            String why = kind.seen ? AMBIGUOUS : UNSEEN;
            List.of("wait", "service", "return").forEach(leg -> unavailable.put(leg, why));
        }
        return new Operation.Legs(
                told ? Histograms.of(kind.waitLeg) : null,
                told ? Histograms.of(kind.serviceLeg) : null,
                null,
                told ? Histograms.of(kind.returnLeg) : null,
                Collections.unmodifiableSortedMap(unavailable));
    }
}
