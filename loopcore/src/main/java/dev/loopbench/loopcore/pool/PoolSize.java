package dev.loopbench.loopcore.pool;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How many threads a pool has and who said so (rule P02). Immutable.
 *
 * <p>The environment variable is read as libuv 1.52 reads it, through C's {@code atoi}: leading
 * white space, a sign, then digits up to the first other character; anything else is 0. The number
 * is cut to 32 bits and compared without its sign.
 */
public record PoolSize(int threads, Source source) {

    /** Where a size came from. */
    public enum Source {
        /** Nobody said anything. */
        DEFAULT,
        /** The user asked for it by name. */
        OPTION,
        /** The environment variable, as it stands. */
        ENVIRONMENT,
        /** The environment variable, but what it says is not a size and was turned into one. */
        ENVIRONMENT_ADJUSTED,
        /** The default, because the environment variable is too long to be read. */
        ENVIRONMENT_IGNORED
    }

    /** The environment variable that sets the size. */
    public static final String VARIABLE = "UV_THREADPOOL_SIZE";

    public static final int DEFAULT_THREADS = 4;

    /** libuv's limit since 1.30. */
    public static final int MAX_THREADS = 1024;

    /** libuv reads the variable into a buffer of 16 bytes, the terminating zero among them. */
    private static final int VALUE_BYTES_MAX = 15;

    /** White space as C's {@code isspace} knows it. */
    private static final String C_WHITE_SPACE = " \t\n\u000b\f\r";

    /**
     * @throws IllegalArgumentException unless 1 to 1024
     */
    public PoolSize {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "a pool has 1 to " + MAX_THREADS + " threads, not " + threads);
        }
    }

    /** A size the user asked for, 1 to 1024. */
    public static PoolSize of(int threads) {
        return new PoolSize(threads, Source.OPTION);
    }

    /**
     * The size that {@value #VARIABLE} stands for.
     *
     * @param value null if the variable is not set
     */
    public static PoolSize fromEnvironment(@Nullable String value) {
        if (value == null) {
            return new PoolSize(DEFAULT_THREADS, Source.DEFAULT);
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > VALUE_BYTES_MAX) {
            return new PoolSize(DEFAULT_THREADS, Source.ENVIRONMENT_IGNORED);
        }
        int parsed = atoi(value);
        int threads = parsed < 0 ? MAX_THREADS : Math.max(1, Math.min(parsed, MAX_THREADS));
        boolean literal = value.strip().equals(Integer.toString(threads));
        return new PoolSize(threads, literal ? Source.ENVIRONMENT : Source.ENVIRONMENT_ADJUSTED);
    }

    /** At most so many of {@code threads} run slow I/O at once: half of them, rounded up (P05). */
    public static int slowThreads(int threads) {
        return (threads + 1) / 2;
    }

    /** At most so many threads run slow I/O at once. */
    public int slowThreads() {
        return slowThreads(threads);
    }

    private static int atoi(String value) {
        int at = 0;
        while (at < value.length() && C_WHITE_SPACE.indexOf(value.charAt(at)) >= 0) {
            at++;
        }
        boolean negative = false;
        if (at < value.length() && (value.charAt(at) == '-' || value.charAt(at) == '+')) {
            negative = value.charAt(at) == '-';
            at++;
        }
        long number = 0; // fifteen digits fit
        while (at < value.length() && value.charAt(at) >= '0' && value.charAt(at) <= '9') {
            number = number * 10 + (value.charAt(at) - '0');
            at++;
        }
        return (int) (negative ? -number : number);
    }
}
