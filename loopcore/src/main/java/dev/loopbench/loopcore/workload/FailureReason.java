package dev.loopbench.loopcore.workload;

import dev.loopbench.loopcore.fs.FileError;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.NetException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.regex.Pattern;

/**
 * Why an operation failed, in a short text that is the same for all that fail alike: without paths,
 * addresses and numbers. Stateless.
 */
public final class FailureReason {

    /** Its result was not what it has to be. */
    public static final String WRONG_RESULT = "wrong result";

    private static final int LENGTH_MAX = 120;

    private static final Pattern PATH =
            Pattern.compile("(?<![\\w/])(?:[A-Za-z]:\\\\|/)[^\\s:;,'\")]+");
    private static final Pattern ADDRESS =
            Pattern.compile("/?(?:\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9_.-]+):[0-9]{1,5}\\b");
    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{4,}");

    /** A status code tells one failure from another. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<!HTTP )(?<![0-9.,])[0-9]+(?:[.,][0-9]+)*");

    private FailureReason() {}

    public static String of(Throwable failure) {
        if (failure instanceof NetException network) {
            return of(network.error());
        }
        if (failure.getCause() instanceof NetException network) {
            return of(network.error());
        }
        if (failure instanceof IOException inSystem) {
            FileError file = FileError.of(inSystem);
            if (file != FileError.UNKNOWN) {
                return file.sentence();
            }
            NetError network = NetError.of(inSystem);
            if (network != NetError.UNKNOWN) {
                return of(network);
            }
        }
        return general(failure);
    }

    /** Why one operation failed, with the paths, addresses and numbers that are its own. */
    public static String inFull(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        if (failure instanceof FileSystemException inSystem) {
            FileError error = FileError.of(inSystem);
            return error == FileError.UNKNOWN
                    ? message
                    : inSystem.getFile() + ": " + error.sentence();
        }
        return words(failure, message);
    }

    /** Loopbench's and the system's own sentences say it without the name of a class. */
    private static String words(Throwable failure, String message) {
        if (failure instanceof OutOfMemoryError) {
            return "not enough memory (" + message + ")";
        }
        return failure instanceof IllegalStateException || failure instanceof IOException
                ? message
                : failure.getClass().getSimpleName() + ": " + message;
    }

    private static String of(NetError error) {
        return switch (error) {
            case EOF -> "connection closed by the other side";
            case ECONNRESET -> "connection reset";
            case ETIMEDOUT -> "timed out";
            default -> error.sentence();
        };
    }

    private static String general(Throwable failure) {
        String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return name;
        }
        String text = words(failure, message);
        text = ADDRESS.matcher(text.lines().findFirst().orElse(name)).replaceAll("HOST:PORT");
        text = PATH.matcher(text).replaceAll("PATH");
        text = IDENTITY.matcher(text).replaceAll("");
        text = NUMBER.matcher(text).replaceAll("N");
        return text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) + "…" : text;
    }
}
