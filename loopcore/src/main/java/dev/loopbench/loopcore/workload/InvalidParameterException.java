package dev.loopbench.loopcore.workload;

/** A value that cannot be used. The message is a sentence: what was wrong and what is accepted. */
public final class InvalidParameterException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidParameterException(String message) {
        super(message);
    }
}
