package dev.loopbench.loopcore.fs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** What the file system says about one file. Immutable. */
public record FileStat(Kind kind, long sizeBytes, Instant modified) {

    /** What it is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        /** A symbolic link; only {@link #lstat} sees one. */
        LINK,
        OTHER
    }

    /** Asks on the calling thread; a symbolic link is followed. */
    public static FileResult<FileStat> stat(Path path) {
        return ask(path);
    }

    /** Asks on the calling thread; a symbolic link is not followed but told of itself. */
    public static FileResult<FileStat> lstat(Path path) {
        return ask(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static FileResult<FileStat> ask(Path path, LinkOption... options) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, options);
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
        if (attributes.isSymbolicLink()) {
            return Kind.LINK;
        }
        return attributes.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
    }
}
