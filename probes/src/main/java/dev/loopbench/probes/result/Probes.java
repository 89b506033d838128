package dev.loopbench.probes.result;

import org.jspecify.annotations.Nullable;

/**
 * What measuring costs.
 *
 * @param costPerEventNanos as calibrated on this machine right before the run
 * @param droppedEvents what a bounded buffer had no room for
 */
public record Probes(@Nullable Double costPerEventNanos, long events, long droppedEvents) {}
