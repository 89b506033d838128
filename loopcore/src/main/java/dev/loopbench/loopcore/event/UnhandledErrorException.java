package dev.loopbench.loopcore.event;

/** Carries an error that nobody listened for and that could not be thrown as it was. */
public final class UnhandledErrorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnhandledErrorException(Throwable error) {
        super("nobody listens for this error: " + error, error);
    }
}
