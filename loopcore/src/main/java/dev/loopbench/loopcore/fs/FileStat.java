package dev.loopbench.loopcore.fs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** What the file system says about one file; symbolic links are followed. Immutable. */
public record FileStat(Kind kind, long sizeBytes, Instant modified) {

    /** What it is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        OTHER
    }

    /** Asks on the calling thread. */
    public static FileResult<FileStat> stat(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return FileResult.ok(
                    new FileStat(
                            kindOf(attributes),
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()));
        } catch (IOException | RuntimeException failure) {
            return FileResult.failed(failure);
        }
    }

    private static Kind kindOf(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return Kind.FILE;
        }
        return attributes.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
    }
}
