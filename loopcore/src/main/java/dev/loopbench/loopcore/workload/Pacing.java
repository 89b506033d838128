package dev.loopbench.loopcore.workload;

/**
 * Decides when a load starts its operations: one per {@link LoadModel}. Confined to the loop
 * thread.
 */
interface Pacing {

    /** Starts one operation. */
    @FunctionalInterface
    interface Starter {

        /** Reads the clock for the actual start, which it returns. */
        long start(long intendedNanos);
    }

    void begin(long nowNanos);

    /** An operation has ended, whatever its outcome. */
    default void operationEnded(long nowNanos) {}

    /** Whether no operation starts any more. */
    boolean isExhausted();

    /** No operation starts any more; what is held is given back. May come more than once. */
    void stop();
}
