package dev.loopbench.probes.result;

import org.jspecify.annotations.Nullable;

/**
 * What measuring costs.
 *
 * @param costPerEventNanos as calibrated on this machine right before the run
 * @param droppedEvents what a bounded buffer had no room for
 * @param looking what looking into somebody else's process costs it; null for a loop of loopbench,
 *     and where nobody looked in
 */
public record Probes(
        @Nullable Double costPerEventNanos,
        long events,
        long droppedEvents,
        @Nullable Looking looking) {

    /** Of a loop of loopbench. */
    public Probes(@Nullable Double costPerEventNanos, long events, long droppedEvents) {
        this(costPerEventNanos, events, droppedEvents, null);
    }

    /**
     * What of a process's time is known to be the looking's, and what it cost others. What hooks
     * and samples take of the process's own functions cannot be told apart from these.
     *
     * @param cpuAtLeastNanos on a core, in threads and functions that are there for the looking
     *     alone; null where that is not known
     * @param triedLeastRatio CPU time for each request with the looking to that without, of the
     *     server that paid least among those it was tried on
     * @param triedMostRatio likewise, of the one that paid most
     */
    public record Looking(
            @Nullable Long cpuAtLeastNanos, double triedLeastRatio, double triedMostRatio) {}
}
