package dev.loopbench.loopcore.workload;

/** A workload's own check of its result failed. */
public final class WrongResultException extends FaultException {

    private static final long serialVersionUID = 1L;

    /** As {@link Sentence#of}. */
    public WrongResultException(String form, Object... parts) {
        this(Sentence.of(form, parts));
    }

    public WrongResultException(Sentence sentence) {
        super(sentence);
    }
}
