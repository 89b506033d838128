package dev.loopbench.probes.latency;

import dev.loopbench.probes.result.Operation.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why operations of one kind failed: the first {@link Failure#MAX_REASONS} reasons by themselves,
 * the others together.
 *
 * <p>Confined to the loop thread. Only the first failure for a reason allocates.
 */
final class FailureLog {

    private final Map<String, Entry> reasons = new LinkedHashMap<>();

    /**
     * @param atNanos after the start of the run
     */
    void add(String reason, long atNanos) {
        Entry entry = reasons.get(reason);
        if (entry == null) {
            String key = reasons.size() < Failure.MAX_REASONS ? reason : Failure.OTHER_REASONS;
            entry = reasons.computeIfAbsent(key, first -> new Entry(atNanos));
        }
        entry.count++;
        entry.lastNanos = atNanos;
    }

    void reset() {
        reasons.clear();
    }

    List<Failure> toResult() {
        return Failure.bounded(
                reasons.entrySet().stream()
                        .map(
                                named ->
                                        new Failure(
                                                named.getKey(),
                                                named.getValue().count,
                                                named.getValue().firstNanos,
                                                named.getValue().lastNanos))
                        .toList());
    }

    private static final class Entry {

        private final long firstNanos;
        private long lastNanos;
        private long count;

        Entry(long firstNanos) {
            this.firstNanos = firstNanos;
        }
    }
}
