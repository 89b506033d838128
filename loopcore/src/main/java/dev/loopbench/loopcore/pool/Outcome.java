package dev.loopbench.loopcore.pool;

/** How a pool request ended. Immutable. */
public enum Outcome {
    /** The work ran and returned. */
    OK,
    /** The work ran and threw. */
    FAILED,
    /** Cancelled while it was queued; the work never ran. */
    CANCELLED
}
