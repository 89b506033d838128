package dev.loopbench.probes.session;

import dev.loopbench.probes.result.Config;

/**
 * How long operations run unmeasured before the measurement. Immutable.
 *
 * @param untilSteady whether it may end before {@code maxNanos}, once operations take the same time
 *     again and again
 */
public record WarmupPlan(boolean untilSteady, long maxNanos) {

    /** As reports tell it. */
    public Config.Warmup.Mode mode() {
        if (untilSteady) {
            return Config.Warmup.Mode.AUTO;
        }
        return maxNanos > 0 ? Config.Warmup.Mode.FIXED : Config.Warmup.Mode.NONE;
    }
}
