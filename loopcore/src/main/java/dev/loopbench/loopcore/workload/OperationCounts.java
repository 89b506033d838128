package dev.loopbench.loopcore.workload;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many operations of a load have started, and how they ended. Single writer (the loop thread),
 * any reader (sees each count a moment late).
 */
public final class OperationCounts {

    private final AtomicLong started = new AtomicLong();
    private final Map<OperationOutcome, AtomicLong> ended = new EnumMap<>(OperationOutcome.class);

    OperationCounts() {
        for (OperationOutcome outcome : OperationOutcome.values()) {
            ended.put(outcome, new AtomicLong());
        }
    }

    public long started() {
        return started.getAcquire();
    }

    public long ended(OperationOutcome outcome) {
        return counter(outcome).getAcquire();
    }

    /** With any outcome. */
    public long ended() {
        long sum = 0;
        for (OperationOutcome outcome : OperationOutcome.values()) {
            sum += ended(outcome);
        }
        return sum;
    }

    void countStart() {
        increment(started);
    }

    void countEnd(OperationOutcome outcome) {
        increment(counter(outcome));
    }

    private AtomicLong counter(OperationOutcome outcome) {
        return Objects.requireNonNull(ended.get(outcome));
    }

    private static void increment(AtomicLong counter) {
        counter.setRelease(counter.getPlain() + 1);
    }
}
