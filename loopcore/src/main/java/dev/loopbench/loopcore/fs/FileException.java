package dev.loopbench.loopcore.fs;

import java.io.IOException;

/** Why a stream over a file failed. Immutable. */
public final class FileException extends IOException {

    private static final long serialVersionUID = 1L;

    private final FileError error;

    FileException(String operation, FileResult<?> failed) {
        super(operation + " failed: " + failed.detail());
        error = failed.error().orElseThrow();
    }

    public FileError error() {
        return error;
    }
}
