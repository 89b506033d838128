package dev.loopbench.loopcore.workload;

/** A workload's own check of its result failed. The message is a sentence for the user. */
public final class WrongResultException extends Exception {

    private static final long serialVersionUID = 1L;

    public WrongResultException(String message) {
        super(message);
    }
}
