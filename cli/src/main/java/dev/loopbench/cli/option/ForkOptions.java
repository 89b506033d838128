package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Quantity;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How forks run. Confined to the main thread. */
public final class ForkOptions {

    private static final String DEFAULT_TIMEOUT = "60s";

    /** JSON's numbers are exact so far (RFC 8259, section 6). */
    private static final long SEED_MAX = (1L << 53) - 1;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            description = "end a fork that takes longer (default: " + DEFAULT_TIMEOUT + ")")
    @Nullable String timeout;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of the order of the forks (default: a new one each time)")
    @Nullable String seed;

    long timeoutNanos() throws InvalidParameterException {
        return Quantity.positiveDurationNanos(
                "timeout", timeout == null ? DEFAULT_TIMEOUT : timeout);
    }

    long seed() throws UsageException {
        return seed == null
                ? ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE)
                : OptionValue.wholeNumber("--seed", seed, 0, SEED_MAX);
    }
}
