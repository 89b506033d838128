package dev.loopbench.loopcore.workload;

/** Something the user asked of a workload cannot be had. The message is a sentence for the user. */
public final class WorkloadException extends Exception {

    private static final long serialVersionUID = 1L;

    public WorkloadException(String message) {
        super(message);
    }
}
