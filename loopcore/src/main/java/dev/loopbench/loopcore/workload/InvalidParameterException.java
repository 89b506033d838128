package dev.loopbench.loopcore.workload;

/** A value that cannot be used. The sentence says what was wrong and what is accepted. */
public final class InvalidParameterException extends FaultException {

    private static final long serialVersionUID = 1L;

    /** As {@link Sentence#of}. */
    public InvalidParameterException(String form, Object... parts) {
        super(Sentence.of(form, parts));
    }
}
