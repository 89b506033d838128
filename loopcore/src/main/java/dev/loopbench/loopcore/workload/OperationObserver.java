package dev.loopbench.loopcore.workload;

/**
 * Sees the operations of a load. Called on the loop thread; implementations do not allocate, block
 * or throw. Instants are nanoseconds of the loop's clock.
 */
public interface OperationObserver {

    /** Watches nothing. */
    OperationObserver NONE = new OperationObserver() {};

    /**
     * @param intendedNanos when the load model wanted it to start: earlier than {@code nowNanos}
     *     where the loop was not free
     */
    default void started(String kind, long intendedNanos, long nowNanos) {}

    /**
     * One is about to end badly: {@link #ended} follows. May allocate, a bounded number of times.
     *
     * @param reason the same text for all that fail alike
     */
    default void failed(String kind, String reason, long nowNanos) {}

    /**
     * Operations of a kind hold so many bytes more than before, or less.
     *
     * @see Operation#holds
     */
    default void held(String kind, long changeBytes, long nowNanos) {}

    /** So much of the operation that ends next in this callback was {@link Operation#away}. */
    default void away(String kind, long nanos) {}

    default void ended(
            String kind,
            OperationOutcome outcome,
            long intendedNanos,
            long startedNanos,
            long nowNanos) {}
}
