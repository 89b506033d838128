package dev.loopbench.probes.result;

/**
 * A run that goes on. Immutable.
 *
 * @param loop without the busy period in progress
 * @param submitted to the pool so far
 * @param queued requests that wait for a worker now
 * @param running workers that are busy now
 */
public record LiveFigures(
        long uptimeNanos, Loop loop, int threads, long submitted, int queued, int running) {}
