package dev.loopbench.probes.host;

import java.util.Map;

/**
 * What has been allocated until now. Immutable.
 *
 * @param bytesByThread of the threads that are alive, by id
 * @param threadsStarted since the JVM began
 */
record AllocationState(Map<Long, Long> bytesByThread, long threadsStarted) {

    /** Of all threads together, those that have ended too. */
    static AllocationState ofAll(long bytes) {
        return new AllocationState(Map.of(0L, bytes), 0);
    }

    /**
     * What has been allocated after {@code earlier}; missing if a thread has ended since, for it
     * took its count with it.
     */
    Reading<Long> since(AllocationState earlier) {
        long begun =
                bytesByThread.keySet().stream()
                        .filter(id -> !earlier.bytesByThread.containsKey(id))
                        .count();
        boolean lost = threadsStarted - earlier.threadsStarted > begun;
        if (lost || !bytesByThread.keySet().containsAll(earlier.bytesByThread.keySet())) {
            return Reading.missing(
                    "a thread ended in the run, and this JVM forgets what ended threads allocated");
        }
        return Reading.of(total() - earlier.total());
    }

    private long total() {
        return bytesByThread.values().stream().mapToLong(Long::longValue).sum();
    }
}
