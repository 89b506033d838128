package dev.loopbench.loopcore.sim;

import dev.loopbench.loopcore.pool.PoolRequest;
import java.util.Map;
import java.util.Random;

/**
 * A nominal time per kind of request, with a jitter around it that is the same for the same seed:
 * uniform and symmetric, so that the mean stays the nominal time.
 *
 * <p>Confined to one thread.
 */
public final class SeededServiceTimes implements ServiceTimes {

    private final Random random;
    private final double jitterShare;
    private final Map<String, Long> nominalNanosByKind;
    private final long otherNanos;

    /**
     * @param jitterShare 0.02 draws from 98 % to 102 % of the nominal time; 0 draws nothing
     * @param otherNanos nominal time of all kinds that are not in the map
     * @throws IllegalArgumentException unless the jitter is at least 0 and less than 1 and every
     *     time is positive
     */
    public SeededServiceTimes(
            long seed, double jitterShare, Map<String, Long> nominalNanosByKind, long otherNanos) {
        if (!(jitterShare >= 0 && jitterShare < 1)) {
            throw new IllegalArgumentException(
                    "a jitter share is at least 0 and less than 1, not " + jitterShare);
        }
        this.random = new Random(seed);
        this.jitterShare = jitterShare;
        this.nominalNanosByKind = Map.copyOf(nominalNanosByKind);
        this.otherNanos = requirePositive(otherNanos);
        this.nominalNanosByKind.values().forEach(SeededServiceTimes::requirePositive);
    }

    @Override
    public long nanos(PoolRequest<?> request) {
        long nominalNanos = nominalNanosByKind.getOrDefault(request.kind(), otherNanos);
        if (jitterShare == 0) {
            return nominalNanos;
        }
        double symmetric = 2 * random.nextDouble() - 1;
        return Math.max(1, Math.round(nominalNanos * (1 + jitterShare * symmetric)));
    }

    private static long requirePositive(long nominalNanos) {
        if (nominalNanos <= 0) {
            throw new IllegalArgumentException(
                    "a service time is positive, not " + nominalNanos + " ns");
        }
        return nominalNanos;
    }
}
