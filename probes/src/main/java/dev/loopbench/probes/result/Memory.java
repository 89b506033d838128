package dev.loopbench.probes.result;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Memory in the course of the run. In a sum of several runs a peak is the largest of theirs.
 *
 * @param rss of the process, in RAM
 * @param heap of the JVM in use, garbage included; its peak is exact, as the heap only grows
 *     between collections, each of which tells what it found
 * @param direct buffers outside of the heap
 * @param heapAfterGcBytes what the run's last collection has left in use; null if there was none
 * @param heapMaxBytes what the heap may grow to
 * @param held by operations under way
 */
public record Memory(
        @Nullable Course rss,
        @Nullable Course heap,
        @Nullable Course direct,
        @Nullable Long heapAfterGcBytes,
        @Nullable Long heapMaxBytes,
        Held held,
        SortedMap<String, String> unavailable) {

    /** At the start of the run, at most in between, and at its end; the peak is the largest. */
    public record Course(long startBytes, long peakBytes, long endBytes) {}

    /**
     * What operations hold for work that is queued: from their submission to their callback, and
     * what they have written that a socket has not taken. Counted at every change, not sampled.
     *
     * @param peakAtNanos when it was first as much, from the start of the run; null if nothing was
     *     held, and in a sum
     * @param kinds of operations that held some
     */
    public record Held(
            long peakBytes, @Nullable Long peakAtNanos, long endBytes, List<Kind> kinds) {}

    /** What the operations of one kind held together at their own peak. */
    public record Kind(String kind, long peakBytes) {}
}
