package dev.loopbench.loopcore.pool;

/**
 * By how much jobs are made slower than they are. Immutable; what cannot be is an {@link
 * IllegalArgumentException}.
 *
 * @param serviceShare of the time each job took on its worker, added to it; 0 for none
 * @param callbackNanos added to each callback, before it runs; 0 for none
 */
public record JobDelay(double serviceShare, long callbackNanos) {

    public JobDelay {
        if (!(serviceShare >= 0 && Double.isFinite(serviceShare)) || callbackNanos < 0) {
            throw new IllegalArgumentException(
                    "a delay is not negative: " + serviceShare + ", " + callbackNanos + " ns");
        }
    }
}
