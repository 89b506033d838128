package dev.loopbench.loopcore.fs;

import dev.loopbench.loopcore.pool.Outcome;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file operation came to: a value or an error, never an exception (rule F02). Immutable.
 *
 * @param <T> what the operation gives
 */
public final class FileResult<T> {

    private final @Nullable T value;
    private final @Nullable FileError error;
    private final String detail;

    private FileResult(@Nullable T value, @Nullable FileError error, String detail) {
        this.value = value;
        this.error = error;
        this.detail = detail;
    }

    static <T> FileResult<T> ok(T value) {
        return new FileResult<>(value, null, "");
    }

    static <T> FileResult<T> failed(Throwable failure) {
        return new FileResult<>(null, FileError.of(failure), failure.toString());
    }

    /** What a completed file request comes to; a cancelled one to ECANCELED (rule P13). */
    public static <T> FileResult<T> of(PoolRequest<FileResult<T>> request) {
        if (request.outcome() == Outcome.CANCELLED) {
            return new FileResult<>(null, FileError.ECANCELED, "cancelled before it ran");
        }
        FileResult<T> result = request.result();
        return result != null ? result : failed(Objects.requireNonNull(request.failure()));
    }

    public boolean isOk() {
        return error == null;
    }

    /**
     * What the operation gave.
     *
     * @throws IllegalStateException if it failed
     */
    public T value() {
        if (value == null) {
            throw new IllegalStateException("no value: " + this);
        }
        return value;
    }

    /** Empty if the operation succeeded. */
    public Optional<FileError> error() {
        return Optional.ofNullable(error);
    }

    /**
     * What the operation gave.
     *
     * @param doing what was tried with {@code path}, such as {@code cannot open}
     * @throws IOException if it failed; its message is these and the {@link #reason}
     */
    public T orThrow(String doing, Path path) throws IOException {
        if (error != null) {
            throw new IOException(doing + " " + path + ": " + reason());
        }
        return value();
    }

    /**
     * Why it failed, in words for users: the error's, or the platform's where they say more.
     *
     * @throws IllegalStateException if it did not fail
     */
    public String reason() {
        if (error == null) {
            throw new IllegalStateException("no reason: " + this);
        }
        return error == FileError.UNKNOWN ? detail : error.sentence();
    }

    /** The platform's words about the failure; empty if there was none. */
    public String detail() {
        return detail;
    }

    @Override
    public String toString() {
        return error == null ? "OK " + value : error + " (" + detail + ")";
    }
}
