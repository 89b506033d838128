package dev.loopbench.loopcore.workload;

/** How an operation ended. Immutable. */
public enum OperationOutcome {
    OK,
    /** It ran into an error: a file that cannot be read, a cancelled request. */
    FAILED,
    /** It ran, and its result is not what it has to be. */
    WRONG,
    /** Taken back before it could run. */
    CANCELLED
}
