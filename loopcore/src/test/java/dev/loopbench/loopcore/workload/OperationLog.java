package dev.loopbench.loopcore.workload;

import java.util.ArrayList;
import java.util.List;

/** Remembers what an observer of operations is told. */
final class OperationLog implements OperationObserver {

    record Start(String kind, long intendedNanos, long nowNanos) {}

    record End(
            String kind,
            OperationOutcome outcome,
            long intendedNanos,
            long startedNanos,
            long nowNanos) {}

    final List<Start> starts = new ArrayList<>();
    final List<End> ends = new ArrayList<>();

    @Override
    public void started(String kind, long intendedNanos, long nowNanos) {
        starts.add(new Start(kind, intendedNanos, nowNanos));
    }

    @Override
    public void ended(
            String kind,
            OperationOutcome outcome,
            long intendedNanos,
            long startedNanos,
            long nowNanos) {
        ends.add(new End(kind, outcome, intendedNanos, startedNanos, nowNanos));
    }
}
