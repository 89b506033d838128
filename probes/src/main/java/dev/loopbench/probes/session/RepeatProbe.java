package dev.loopbench.probes.session;

import dev.loopbench.loopcore.pool.Outcome;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.latency.Percentile;
import dev.loopbench.probes.result.Repeat;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one repetition after another: its makespan and the percentiles of the response and
 * of each leg. Confined to the loop thread; recording does not allocate.
 */
final class RepeatProbe implements OperationObserver {

    private final String kind;
    private final LatencyRecorder response = new LatencyRecorder();
    private final LatencyRecorder waitLeg = new LatencyRecorder();
    private final LatencyRecorder serviceLeg = new LatencyRecorder();
    private final LatencyRecorder returnLeg = new LatencyRecorder();

    private long firstNanos;
    private long lastNanos;
    private long started;
    private long errors;

    /**
     * @param kind of the operations that count
     */
    RepeatProbe(String kind) {
        this.kind = kind;
    }

    /** Forgets the repetition before. */
    void reset() {
        response.reset();
        waitLeg.reset();
        serviceLeg.reset();
        returnLeg.reset();
        started = 0;
        errors = 0;
    }

    @Override
    public void started(String operation, long intendedNanos, long nowNanos) {
        if (operation.equals(kind) && started++ == 0) {
            firstNanos = intendedNanos;
            lastNanos = intendedNanos;
        }
    }

    @Override
    public void ended(
            String operation,
            OperationOutcome outcome,
            long intendedNanos,
            long startedNanos,
            long nowNanos) {
        if (!operation.equals(kind)) {
            return;
        }
        lastNanos = nowNanos;
        if (outcome == OperationOutcome.OK) {
            response.record(nowNanos - intendedNanos);
        } else if (outcome != OperationOutcome.CANCELLED) {
            errors++;
        }
    }

    /** The end of a job's return leg. */
    void requestCompleted(PoolRequest<?> request, long nowNanos) {
        if (request.outcome() == Outcome.CANCELLED || !request.kind().equals(kind)) {
            return;
        }
        waitLeg.record(request.startedNanos() - request.submittedNanos());
        serviceLeg.record(request.finishedNanos() - request.startedNanos());
        returnLeg.record(nowNanos - request.finishedNanos());
    }

    /**
     * @param index of the repetition, from 0
     */
    Repeat repeat(int index) {
        long makespanNanos = started == 0 ? 0 : lastNanos - firstNanos;
        SortedMap<String, @Nullable Long> nanos = new TreeMap<>();
        put(nanos, "response", response);
        put(nanos, "wait", waitLeg);
        put(nanos, "service", serviceLeg);
        put(nanos, "return", returnLeg);
        return new Repeat(
                index,
                makespanNanos,
                response.count(),
                errors,
                makespanNanos > 0
                        ? (Double)
                                ((double) response.count()
                                        * TimeUnit.SECONDS.toNanos(1)
                                        / makespanNanos)
                        : null,
                Collections.unmodifiableSortedMap(nanos));
    }

    private static void put(
            SortedMap<String, @Nullable Long> nanos, String leg, LatencyRecorder recorder) {
        for (Percentile percentile : Percentile.values()) {
            nanos.put(
                    leg + ".p" + percentile.key(),
                    recorder.count() < percentile.minimumCount()
                            ? null
                            : (Long)
                                    recorder.histogram()
                                            .getValueAtPercentile(percentile.percent()));
        }
    }
}
