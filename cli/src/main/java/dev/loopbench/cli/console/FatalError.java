package dev.loopbench.cli.console;

import dev.loopbench.probes.quantity.Numbers;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * What is said where the program itself cannot go on: one sentence, and with {@code --debug} the
 * stack trace. Immutable.
 *
 * <p>On the way to the sentence about a missing library it needs none.
 */
public final class FatalError {

    private static final String DEBUG_SHOWS = " (--debug shows where).";

    private static final String TOO_MANY_FILES = "Too many open files";

    private static final String OUT_OF_FILES =
            "this process may not open as many files as it needs: about a hundred, and two for each"
                    + " connection; 'ulimit -n' shows the limit, and with a number sets it";

    /** A chain that is longer than any is a circle. */
    private static final int CAUSES_MAX = 32;

    private final ErrorPresenter presenter;
    private final boolean debug;

    /**
     * @param debug whether the user wants to see the stack trace
     */
    public FatalError(Console console, boolean debug) {
        this.presenter = new ErrorPresenter(console);
        this.debug = debug;
    }

    /** Says it and returns the exit code. */
    public int present(Throwable failure) {
        presenter.present(sentence(failure), failure, debug);
        return ExitCode.FAILED.number();
    }

    /** What went wrong, in words where there are any, else by class and message. */
    public static String sentence(Throwable failure) {
        Optional<String> shortage = shortage(failure);
        if (shortage.isPresent()) {
            return shortage.get();
        }
        return failure instanceof LinkageError unlinked
                ? unlinked(unlinked)
                : "this should not have happened: " + failure + DEBUG_SHOWS;
    }

    /** What the process has too little of; empty where it is not that. */
    public static Optional<String> shortage(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof OutOfMemoryError full) {
                return Optional.of(outOfMemory(full));
            }
            if (isOutOfFiles(cause)) {
                return Optional.of(OUT_OF_FILES);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /** Names which memory it was, as the JVM does: heap, direct buffers, threads. */
    private static String outOfMemory(OutOfMemoryError full) {
        return "there is not enough memory for this run (%s; the heap may grow to %s): fewer or"
                        .formatted(
                                full.getMessage(), Numbers.bytes(Runtime.getRuntime().maxMemory()))
                + " smaller operations at once need less, LOOPBENCH_JAVA_OPTS=-Xmx... allows more";
    }

    /** A jar that cannot be opened is to the JVM one without classes. */
    private static String unlinked(LinkageError failure) {
        String message = String.valueOf(failure.getMessage());
        if (canOpenNoFile()) {
            return OUT_OF_FILES;
        }
        if (failure instanceof NoClassDefFoundError && message.indexOf(' ') < 0) {
            return "loopbench is not complete: the class "
                    + message.replace('/', '.')
                    + " is missing; loopbench.jar needs its libraries beside it, in the folder lib";
        }
        return "a class does not fit the others: " + failure + DEBUG_SHOWS;
    }

    private static boolean canOpenNoFile() {
        try {
            new FileInputStream(new File(System.getProperty("java.home"), "release")).close();
            return false;
        } catch (IOException refused) {
            return isOutOfFiles(refused);
        }
    }

    /** The JDK has no type for it: this is the system's own text. */
    private static boolean isOutOfFiles(Throwable failure) {
        return failure instanceof IOException
                && String.valueOf(failure.getMessage()).contains(TOO_MANY_FILES);
    }
}
