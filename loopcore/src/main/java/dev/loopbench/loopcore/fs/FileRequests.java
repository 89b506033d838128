package dev.loopbench.loopcore.fs;

import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.nio.ByteBuffer;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * File operations for the pool: each is one fast-I/O request whose callback gets a result on the
 * loop (rules F01, F02, P04).
 *
 * <p>Thread-safe: it has no state. A buffer belongs to its request until the callback.
 */
public final class FileRequests {

    public static final String OPEN = "fs-open";
    public static final String READ = "fs-read";
    public static final String WRITE = "fs-write";
    public static final String FSYNC = "fs-fsync";
    public static final String STAT = "fs-stat";
    public static final String LSTAT = "fs-lstat";
    public static final String SCANDIR = "fs-scandir";
    public static final String CLOSE = "fs-close";

    private FileRequests() {}

    /** See {@link OpenFile#open}. */
    public static PoolRequest<FileResult<OpenFile>> open(
            Path path, Consumer<FileResult<OpenFile>> callback, OpenOption... options) {
        OpenOption[] asGiven = options.clone();
        return request(OPEN, () -> OpenFile.open(path, asGiven), callback);
    }

    /** See {@link OpenFile#read}. */
    public static PoolRequest<FileResult<Integer>> read(
            OpenFile file,
            ByteBuffer buffer,
            long position,
            Consumer<FileResult<Integer>> callback) {
        return request(READ, () -> file.read(buffer, position), callback);
    }

    /** See {@link OpenFile#write}. */
    public static PoolRequest<FileResult<Integer>> write(
            OpenFile file,
            ByteBuffer buffer,
            long position,
            Consumer<FileResult<Integer>> callback) {
        return request(WRITE, () -> file.write(buffer, position), callback);
    }

    /** See {@link OpenFile#sync}. */
    public static PoolRequest<FileResult<Boolean>> fsync(
            OpenFile file, Consumer<FileResult<Boolean>> callback) {
        return request(FSYNC, file::sync, callback);
    }

    /** See {@link FileStat#stat}. */
    public static PoolRequest<FileResult<FileStat>> stat(
            Path path, Consumer<FileResult<FileStat>> callback) {
        return request(STAT, () -> FileStat.stat(path), callback);
    }

    /** See {@link FileStat#lstat}. */
    public static PoolRequest<FileResult<FileStat>> lstat(
            Path path, Consumer<FileResult<FileStat>> callback) {
        return request(LSTAT, () -> FileStat.lstat(path), callback);
    }

    /** See {@link Directory#entries}. */
    public static PoolRequest<FileResult<List<Path>>> scandir(
            Path directory, Consumer<FileResult<List<Path>>> callback) {
        return request(SCANDIR, () -> Directory.entries(directory), callback);
    }

    /** See {@link OpenFile#close}. */
    public static PoolRequest<FileResult<Boolean>> close(
            OpenFile file, Consumer<FileResult<Boolean>> callback) {
        return request(CLOSE, file::close, callback);
    }

    private static <T> PoolRequest<FileResult<T>> request(
            String kind, Callable<FileResult<T>> work, Consumer<FileResult<T>> callback) {
        return new PoolRequest<>(
                Lane.FAST_IO, kind, work, request -> callback.accept(FileResult.of(request)));
    }
}
