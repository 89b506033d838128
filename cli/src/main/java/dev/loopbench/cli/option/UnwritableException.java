package dev.loopbench.cli.option;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** A document cannot be written where it was to go. The message says where and why. */
public final class UnwritableException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param where as the user wrote it
     */
    public UnwritableException(String where, IOException cause) {
        super(where + " cannot be written: " + reason(cause), cause);
    }

    /** Without the path that the system puts before it: that is of the file under another name. */
    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "its directory is not there any more";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileSystemException inSystem && inSystem.getReason() != null) {
            return inSystem.getReason();
        }
        return String.valueOf(cause.getMessage());
    }
}
