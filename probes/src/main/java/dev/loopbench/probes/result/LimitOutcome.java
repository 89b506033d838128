package dev.loopbench.probes.result;

import org.jspecify.annotations.Nullable;

/**
 * What became of something that was said to hold of a run.
 *
 * @param expression as it was given: {@code wait.p99 < 20ms}
 * @param value of the figure it is about, in {@code unit}; null where it was not measured
 * @param unit {@code ns}, {@code /s}, {@code share} (in 0..1), {@code B} or {@code count}
 * @param kept null where there is no value
 * @param reason why there is no value; else null
 */
public record LimitOutcome(
        String expression,
        @Nullable Double value,
        String unit,
        @Nullable Boolean kept,
        @Nullable String reason) {}
