package dev.loopbench.loopcore.pool;

/**
 * How many threads a pool has, and whether slow I/O has a lane of its own. Immutable.
 *
 * @param threads 1 to 1024
 * @param slowLane as libuv has it; without, {@link Lane#SLOW_IO} waits in the common queue and may
 *     take all threads
 */
public record PoolShape(int threads, boolean slowLane) {

    /**
     * @throws IllegalArgumentException unless there are 1 to 1024 threads
     */
    public PoolShape {
        threads = PoolSize.of(threads).threads();
    }

    /** As libuv's. */
    public static PoolShape of(int threads) {
        return new PoolShape(threads, true);
    }

    /**
     * At most so many threads run slow I/O at once: with its lane half of them, rounded up (P05).
     */
    public int slowThreads() {
        return slowLane ? PoolSize.slowThreads(threads) : threads;
    }
}
