package dev.loopbench.probes.session;

/**
 * How long operations run unmeasured before the measurement. Immutable.
 *
 * @param untilSteady whether it may end before {@code maxNanos}, once operations take the same time
 *     again and again
 */
public record WarmupPlan(boolean untilSteady, long maxNanos) {}
