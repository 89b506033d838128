package dev.loopbench.cli.option;

import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.PoolSize;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The size of the pool. Confined to the main thread. */
public final class PoolOptions {

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "threads of the pool, 1 to 1024 (default: UV_THREADPOOL_SIZE as Node reads it,"
                            + " else 4)")
    @Nullable String threads;

    @Option(
            names = "--no-slow-lane",
            description =
                    "let name lookups take all threads and wait in the common queue, as before libuv"
                            + " had a lane for them")
    boolean noSlowLane;

    /** The shape of a pool of that size. */
    public PoolShape shape(PoolSize size) {
        return new PoolShape(size.threads(), !noSlowLane);
    }

    /** Whether the user named a size here, and not in the environment or a file. */
    public boolean isGiven() {
        return threads != null;
    }

    public PoolSize size(Map<String, String> environment) throws UsageException {
        if (threads == null) {
            return PoolSize.fromEnvironment(environment.get(PoolSize.VARIABLE));
        }
        return PoolSize.of(
                (int) OptionValue.wholeNumber("--threads", threads, 1, PoolSize.MAX_THREADS));
    }
}
