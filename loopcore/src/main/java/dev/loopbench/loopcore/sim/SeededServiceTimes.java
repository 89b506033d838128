package dev.loopbench.loopcore.sim;

import dev.loopbench.loopcore.pool.PoolRequest;
import java.util.Random;

/**
 * What work says it costs, with a jitter around it that is the same for the same seed: uniform and
 * symmetric, so that the mean stays what was said.
 *
 * <p>Confined to one thread.
 */
public final class SeededServiceTimes implements ServiceTimes {

    private final Random random;
    private final double jitterShare;
    private final long silentNanos;

    /**
     * @param jitterShare 0.02 draws from 98 % to 102 % of the cost; 0 draws nothing
     * @param silentNanos cost of work that says nothing
     * @throws IllegalArgumentException unless the jitter is at least 0 and less than 1 and the cost
     *     is positive
     */
    public SeededServiceTimes(long seed, double jitterShare, long silentNanos) {
        if (!(jitterShare >= 0 && jitterShare < 1)) {
            throw new IllegalArgumentException(
                    "a jitter share is at least 0 and less than 1, not " + jitterShare);
        }
        if (silentNanos <= 0) {
            throw new IllegalArgumentException(
                    "a service time is positive, not " + silentNanos + " ns");
        }
        this.random = new Random(seed);
        this.jitterShare = jitterShare;
        this.silentNanos = silentNanos;
    }

    @Override
    public long nanos(PoolRequest<?> request, long chargedNanos) {
        long nominalNanos = chargedNanos > 0 ? chargedNanos : silentNanos;
        if (jitterShare == 0) {
            return nominalNanos;
        }
        double symmetric = 2 * random.nextDouble() - 1;
        return Math.max(1, Math.round(nominalNanos * (1 + jitterShare * symmetric)));
    }
}
