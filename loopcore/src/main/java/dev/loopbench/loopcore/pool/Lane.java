package dev.loopbench.loopcore.pool;

/**
 * How a pool job uses its thread; decides which queue it waits in (rules P03 to P06). Immutable.
 */
public enum Lane {
    /** Computes. Shares one FIFO with {@link #FAST_IO}. */
    CPU,
    /** File-system work: expected to be quick. */
    FAST_IO,
    /** Name lookups: may hang for seconds, so that at most half of the threads take them. */
    SLOW_IO
}
