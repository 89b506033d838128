package dev.loopbench.probes.latency;

import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.probes.result.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Response time and outcome of a load's operations, per kind. Response counts from the intended
 * start, so that a loop that is late cannot hide it (coordinated omission), and covers the
 * operations that ended well.
 *
 * <p>Confined to the loop thread until {@link #close}. None is in flight when the window opens;
 * those that are when it closes are unfinished. Recording allocates nothing but for the first
 * operation of a kind that was not announced, and for the first failures of a kind.
 */
public final class OperationProbe implements OperationObserver {

    private final Set<String> paced;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private boolean open;
    private long openedNanos;
    private long closedNanos;
    private long events;

    /**
     * @param paced the kinds whose load has intended starts of its own; only for these are the
     *     delay of the start and the time from it reported
     * @param kinds the operations to expect
     */
    public OperationProbe(Set<String> paced, Collection<String> kinds) {
        this.paced = Set.copyOf(paced);
        kinds.forEach(this::kind);
    }

    /** Starts a window from zero. */
    public void open(long nowNanos) {
        kinds.values().forEach(Kind::reset);
        events = 0;
        openedNanos = nowNanos;
        closedNanos = nowNanos;
        open = true;
    }

    /** Ends the window; what happens from now on is ignored. */
    public void close(long nowNanos) {
        closedNanos = nowNanos;
        open = false;
    }

    @Override
    public void started(String kind, long intendedNanos, long nowNanos) {
        if (open) {
            events++;
            kind(kind).inFlight++;
        }
    }

    @Override
    public void failed(String kind, String reason, long nowNanos) {
        if (open) {
            kind(kind).failures.add(reason, nowNanos - openedNanos);
        }
    }

    @Override
    public void ended(
            String kind,
            OperationOutcome outcome,
            long intendedNanos,
            long startedNanos,
            long nowNanos) {
        if (!open) {
            return;
        }
        events++;
        Kind entry = kind(kind);
        entry.count(outcome);
        if (outcome == OperationOutcome.OK) {
            entry.lastOkNanos = nowNanos - openedNanos;
            entry.response.record(nowNanos - intendedNanos);
            if (paced.contains(kind)) {
                entry.startDelay.record(startedNanos - intendedNanos);
                entry.fromSend.record(nowNanos - startedNanos);
            }
        }
    }

    /** The response times of a kind, as they come: for a glance. */
    public LatencyRecorder responses(String kind) {
        return kind(kind).response;
    }

    /** Calls seen in the window. */
    public long events() {
        return events;
    }

    /** Durations that came out negative: faults of the instrument. */
    public long invalid() {
        return kinds.values().stream()
                .mapToLong(
                        kind ->
                                kind.response.negatives()
                                        + kind.startDelay.negatives()
                                        + kind.fromSend.negatives())
                .sum();
    }

    /**
     * One row per kind, in the order in which kinds were announced or seen.
     *
     * @param legs of the pool jobs of a kind; empty where it has none
     */
    public List<Operation> operations(Function<String, Optional<PoolLegs>> legs) {
        List<Operation> rows = new ArrayList<>();
        kinds.forEach((name, kind) -> rows.add(operation(name, kind, legs.apply(name))));
        return List.copyOf(rows);
    }

    private Operation operation(String name, Kind kind, Optional<PoolLegs> legs) {
        long count = kind.ok;
        long windowNanos = closedNanos - openedNanos;
        return new Operation(
                name,
                count,
                kind.errors,
                kind.inFlight + kind.cancelled,
                kind.failures.toResult(),
                new Operation.Pace(
                        count > 0 ? (Long) kind.lastOkNanos : null,
                        windowNanos > 0
                                ? (Double)
                                        ((double) count * TimeUnit.SECONDS.toNanos(1) / windowNanos)
                                : null),
                new Operation.Latency(
                        Histograms.of(kind.response),
                        paced.contains(name) ? Histograms.of(kind.fromSend) : null,
                        paced.contains(name) ? Histograms.of(kind.startDelay) : null),
                new Operation.Legs(
                        legs.map(PoolLegs::waitLeg).orElse(null),
                        legs.map(PoolLegs::serviceLeg).orElse(null),
                        legs.map(PoolLegs::serviceCpuNanos).orElse(null),
                        legs.map(PoolLegs::returnLeg).orElse(null)),
                kind.awayNanos());
    }

    private Kind kind(String name) {
        return kinds.computeIfAbsent(name, added -> new Kind());
    }

    @Override
    public void away(String kind, long nanos) {
        if (open) {
            kind(kind).away(nanos);
        }
    }

    private static final class Kind {

        private final LatencyRecorder response = new LatencyRecorder();
        private final LatencyRecorder startDelay = new LatencyRecorder();
        private final LatencyRecorder fromSend = new LatencyRecorder();
        private long awayNanos;
        private boolean tellsAway;
        private long ok;
        private long errors;
        private long cancelled;
        private long inFlight;
        private long lastOkNanos;
        private final FailureLog failures = new FailureLog();

        private void reset() {
            response.reset();
            startDelay.reset();
            fromSend.reset();
            awayNanos = 0;
            ok = 0;
            errors = 0;
            cancelled = 0;
            inFlight = 0;
            lastOkNanos = 0;
            failures.reset();
        }

        private void away(long nanos) {
            tellsAway = true;
            awayNanos += nanos;
        }

        private @Nullable Long awayNanos() {
            return tellsAway ? (Long) awayNanos : null;
        }

        private void count(OperationOutcome outcome) {
            inFlight--;
            switch (outcome) {
                case OK -> ok++;
                case FAILED, WRONG -> errors++;
                case CANCELLED -> cancelled++;
            }
        }
    }
}
