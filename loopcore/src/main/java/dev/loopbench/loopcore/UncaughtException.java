package dev.loopbench.loopcore;

/**
 * Ends {@link EventLoop#run}: a callback threw and no {@link UncaughtHandler} took it, or the
 * handler threw itself. The cause is what was thrown. The loop cannot be run again, only closed.
 * Immutable.
 */
public final class UncaughtException extends RuntimeException {

    UncaughtException(Throwable thrown) {
        super("uncaught exception in a callback: " + thrown, thrown);
    }
}
