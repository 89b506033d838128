package dev.loopbench.loopcore.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/**
 * An open file, read and written at given positions. These are the synchronous forms, which run on
 * the calling thread (rule F01); {@link FileRequests} runs the same on a worker.
 *
 * <p>Thread-safe: positional operations share no position. Each buffer belongs to one operation at
 * a time. A thread that is interrupted inside an operation closes the file under all others, so
 * nobody interrupts a thread that may be in here.
 */
public final class OpenFile {

    private final FileChannel channel;

    private OpenFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens a file. On POSIX systems a directory can be opened for reading, and it is the read that
     * fails with EISDIR; Windows refuses to open it with EACCES.
     */
    public static FileResult<OpenFile> open(Path path, OpenOption... options) {
        try {
            return FileResult.ok(new OpenFile(FileChannel.open(path, options)));
        } catch (IOException | RuntimeException failure) {
            return FileResult.failed(failure);
        }
    }

    /**
     * Reads into what remains of the buffer.
     *
     * @return how many bytes; 0 at the end of the file, as POSIX has it
     */
    public FileResult<Integer> read(ByteBuffer buffer, long position) {
        try {
            return FileResult.ok(Math.max(0, channel.read(buffer, position)));
        } catch (IOException | RuntimeException failure) {
            return FileResult.failed(failure);
        }
    }

    /**
     * Writes what remains of the buffer.
     *
     * @return how many bytes; fewer than remained if the system took fewer
     */
    public FileResult<Integer> write(ByteBuffer buffer, long position) {
        try {
            return FileResult.ok(channel.write(buffer, position));
        } catch (IOException | RuntimeException failure) {
            return FileResult.failed(failure);
        }
    }

    /**
     * Waits until the device has what was written, and what is known about the file: {@code fsync}.
     *
     * @return true
     */
    public FileResult<Boolean> sync() {
        try {
            channel.force(true);
            return FileResult.ok(true);
        } catch (IOException | RuntimeException failure) {
            return FileResult.failed(failure);
        }
    }

    /** How long the file is now. */
    public FileResult<Long> sizeBytes() {
        try {
            return FileResult.ok(channel.size());
        } catch (IOException | RuntimeException failure) {
            return FileResult.failed(failure);
        }
    }

    /**
     * Closes the file.
     *
     * @return true, or EBADF if it was closed already
     */
    public FileResult<Boolean> close() {
        try {
            if (!channel.isOpen()) {
                return FileResult.failed(new ClosedChannelException());
            }
            channel.close();
            return FileResult.ok(true);
        } catch (IOException | RuntimeException failure) {
            return FileResult.failed(failure);
        }
    }
}
