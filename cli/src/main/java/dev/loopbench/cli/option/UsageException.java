package dev.loopbench.cli.option;

/** The command line asks for what cannot be. The message is a sentence for the user. */
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
