package dev.loopbench.cli.option;

import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.probes.result.Config;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The size of the pool. Confined to the main thread. */
public final class PoolOptions {

    private static final String THREADS = "--threads";

    @Option(
            names = THREADS,
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

    /**
     * A pool, and who wanted it so. Immutable.
     *
     * @param source of its size
     * @param note a sentence where the environment variable does not mean what it seems to say;
     *     empty where there is nothing to say
     */
    public record Chosen(PoolShape shape, Config.PoolConfig.Source source, String note) {

        /**
         * The same where a file also speaks of it: for its size the command line counts for more
         * than the file, and the environment for less; for a slow lane both have to want one.
         *
         * @param threads null where the file leaves that open
         */
        public Chosen refinedBy(@Nullable Integer threads, boolean slowLane) {
            boolean lane = shape.slowLane() && slowLane;
            return threads == null || source == Config.PoolConfig.Source.OPTION
                    ? new Chosen(new PoolShape(shape.threads(), lane), source, note)
                    : new Chosen(
                            new PoolShape(threads, lane), Config.PoolConfig.Source.SCENARIO, "");
        }
    }

    /** What the options say, or else the environment. */
    public Chosen chosen(Map<String, String> environment) throws UsageException {
        PoolSize size =
                threads == null
                        ? PoolSize.fromEnvironment(environment.get(PoolSize.VARIABLE))
                        : PoolSize.of(
                                (int)
                                        OptionValue.wholeNumber(
                                                THREADS, threads, 1, PoolSize.MAX_THREADS));
        return new Chosen(
                new PoolShape(size.threads(), !noSlowLane),
                source(size),
                note(size, environment.getOrDefault(PoolSize.VARIABLE, "")));
    }

    private static Config.PoolConfig.Source source(PoolSize size) {
        return switch (size.source()) {
            case DEFAULT, ENVIRONMENT_IGNORED -> Config.PoolConfig.Source.DEFAULT;
            case OPTION -> Config.PoolConfig.Source.OPTION;
            case ENVIRONMENT, ENVIRONMENT_ADJUSTED -> Config.PoolConfig.Source.ENVIRONMENT;
        };
    }

    private static String note(PoolSize size, String value) {
        String said = PoolSize.VARIABLE + "=" + value;
        return switch (size.source()) {
            case DEFAULT, OPTION, ENVIRONMENT -> "";
            case ENVIRONMENT_ADJUSTED ->
                    said
                            + " means "
                            + (size.threads() == 1 ? "1 thread" : size.threads() + " threads")
                            + " to libuv, so the pool has "
                            + size.threads()
                            + ".";
            case ENVIRONMENT_IGNORED ->
                    said
                            + " is too long for libuv to read, so the pool has the default "
                            + size.threads()
                            + " threads.";
        };
    }
}
