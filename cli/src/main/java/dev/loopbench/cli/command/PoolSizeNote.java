package dev.loopbench.cli.command;

import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.probes.result.Config;
import java.util.Map;
import java.util.Optional;

/** Says where the size of the pool came from. Stateless. */
final class PoolSizeNote {

    private PoolSizeNote() {}

    /** As reports say it. */
    static Config.PoolConfig.Source source(PoolSize size) {
        return switch (size.source()) {
            case DEFAULT, ENVIRONMENT_IGNORED -> Config.PoolConfig.Source.DEFAULT;
            case OPTION -> Config.PoolConfig.Source.OPTION;
            case ENVIRONMENT, ENVIRONMENT_ADJUSTED -> Config.PoolConfig.Source.ENVIRONMENT;
        };
    }

    /** A sentence where the environment variable does not mean what it seems to say. */
    static Optional<String> of(PoolSize size, Map<String, String> environment) {
        String value = PoolSize.VARIABLE + "=" + environment.getOrDefault(PoolSize.VARIABLE, "");
        return switch (size.source()) {
            case DEFAULT, OPTION, ENVIRONMENT -> Optional.empty();
            case ENVIRONMENT_ADJUSTED ->
                    Optional.of(
                            value
                                    + " means "
                                    + threads(size)
                                    + " to libuv, so the pool has "
                                    + size.threads()
                                    + ".");
            case ENVIRONMENT_IGNORED ->
                    Optional.of(
                            value
                                    + " is too long for libuv to read, so the pool has the default "
                                    + size.threads()
                                    + " threads.");
        };
    }

    private static String threads(PoolSize size) {
        return size.threads() == 1 ? "1 thread" : size.threads() + " threads";
    }
}
