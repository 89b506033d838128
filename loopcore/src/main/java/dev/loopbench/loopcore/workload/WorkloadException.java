package dev.loopbench.loopcore.workload;

/** Something the user asked of a workload cannot be had. */
public final class WorkloadException extends FaultException {

    private static final long serialVersionUID = 1L;

    /** As {@link Sentence#of}. */
    public WorkloadException(String form, Object... parts) {
        super(Sentence.of(form, parts));
    }
}
