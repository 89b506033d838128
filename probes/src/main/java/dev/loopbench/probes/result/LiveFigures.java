package dev.loopbench.probes.result;

/**
 * A run that goes on. Immutable.
 *
 * @param loop without the busy period in progress
 * @param requests answered by a server on the loop
 * @param submitted to the pool so far
 * @param queued requests that wait for a worker now
 * @param running workers that are busy now
 */
public record LiveFigures(
        long uptimeNanos,
        Loop loop,
        LiveRequests requests,
        int threads,
        long submitted,
        int queued,
        int running) {}
