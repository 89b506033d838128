package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.fs.FileResult;
import dev.loopbench.loopcore.fs.OpenFile;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The open file that operations read: the user's, or a temporary one of known content. Thread-safe
 * while it is open: reads name their position.
 */
public final class SourceFile implements AutoCloseable {

    private static final long WRITE_BYTES = 1 << 20;

    private final Path path;
    private final OpenFile file;
    private final long sizeBytes;
    private final @Nullable FilePattern pattern;
    private boolean removes;

    /**
     * @param pattern what it has to contain; null where that is not known
     */
    SourceFile(Path path, OpenFile file, long sizeBytes, @Nullable FilePattern pattern) {
        this.path = path;
        this.file = file;
        this.sizeBytes = sizeBytes;
        this.pattern = pattern;
    }

    /** The user's file, whose content is not known. */
    static SourceFile open(Path path) throws WorkloadException {
        if (Files.isDirectory(path)) {
            throw new WorkloadException(
                    "%s %s is a directory, not a file", FileReadType.FILE, path);
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // Opening a pipe would wait for its writer, and a device has no size.
            throw new WorkloadException("%s %s is not a regular file", FileReadType.FILE, path);
        }
        long sizeBytes;
        OpenFile file;
        try {
            file = checked(OpenFile.open(path, StandardOpenOption.READ));
            sizeBytes = checked(file.sizeBytes());
        } catch (IOException unreadable) {
            throw new WorkloadException(
                    "%s %s cannot be read: %s",
                    FileReadType.FILE, path, String.valueOf(unreadable.getMessage()));
        }
        if (sizeBytes == 0) {
            file.close();
            throw new WorkloadException("%s %s is empty", FileReadType.FILE, path);
        }
        return new SourceFile(path, file, sizeBytes, null);
    }

    /** A file of our own, which is gone once it is closed or the process has died. */
    public static SourceFile temporary(long sizeBytes) throws WorkloadException {
        // On POSIX this unlinks the file at once, so that not even a kill leaves it behind.
        return temporary(sizeBytes, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** A file of our own that others may open by its path until it is closed. */
    static SourceFile named(long sizeBytes) throws WorkloadException {
        SourceFile made = temporary(sizeBytes, StandardOpenOption.WRITE);
        made.path.toFile().deleteOnExit();
        made.removes = true;
        return made;
    }

    private static SourceFile temporary(long sizeBytes, OpenOption how) throws WorkloadException {
        Path path = newTemporaryPath();
        try {
            OpenFile file =
                    checked(
                            OpenFile.open(
                                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, how));
            FilePattern pattern = new FilePattern();
            try {
                write(file, sizeBytes, pattern);
            } catch (IOException full) {
                file.close();
                throw full;
            }
            return new SourceFile(path, file, sizeBytes, pattern);
        } catch (IOException unwritable) {
            throw new WorkloadException(
                    "cannot write a temporary file of %s bytes: %s"
                            .formatted(sizeBytes, unwritable.getMessage()));
        }
    }

    Path path() {
        return path;
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    /**
     * Reads until {@code buffer} is full or the file ends.
     *
     * @return how many bytes were read
     */
    public int read(ByteBuffer buffer, long positionBytes) throws IOException {
        return read(file, buffer, positionBytes);
    }

    /** The same of a file that somebody opened by its path. */
    static int read(OpenFile file, ByteBuffer buffer, long positionBytes) throws IOException {
        int done = 0;
        int got = 1;
        while (buffer.hasRemaining() && got > 0) {
            got = checked(file.read(buffer, positionBytes + done));
            done += got;
        }
        return done;
    }

    /**
     * Index of the first wrong one of the {@code count} bytes read from {@code positionBytes}, or
     * {@link FilePattern#NONE}; always that where the content is not known.
     */
    public int mismatch(ByteBuffer buffer, int count, long positionBytes) {
        return pattern == null ? FilePattern.NONE : pattern.mismatch(buffer, count, positionBytes);
    }

    /** A failure is of no account: nothing was written that could be lost. */
    @Override
    public void close() {
        file.close();
        if (removes) {
            path.toFile().delete();
        }
    }

    private static Path newTemporaryPath() throws WorkloadException {
        try {
            return Files.createTempFile(TemporaryFiles.prefix(), ".bin");
        } catch (IOException refused) {
            throw new WorkloadException(
                    "cannot make a temporary file in " + System.getProperty("java.io.tmpdir"));
        }
    }

    private static void write(OpenFile file, long sizeBytes, FilePattern pattern)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(WRITE_BYTES, sizeBytes));
        long position = 0;
        while (position < sizeBytes) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), sizeBytes - position));
            pattern.fill(buffer, position);
            buffer.flip();
            while (buffer.hasRemaining()) {
                position += checked(file.write(buffer, position));
            }
        }
    }

    private static <T> T checked(FileResult<T> result) throws IOException {
        if (!result.isOk()) {
            throw new IOException(result.reason());
        }
        return result.value();
    }
}
