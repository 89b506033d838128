package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Quantity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which order programs run, and for how long. Confined to the main thread. */
public final class OrderOptions {

    private static final String DEFAULT_TIMEOUT = "10s";
    private static final int DEFAULT_ATTEMPTS = 5;
    private static final int ATTEMPTS_MAX = 1_000;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "run the program of that name and show its log line by line")
    @Nullable String only;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            description =
                    "stop a program that has not ended by then (default: " + DEFAULT_TIMEOUT + ")")
    @Nullable String timeout;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            description =
                    "run a program whose log is not the expected one again, N times in all; the"
                            + " result says which needed it (default: "
                            + DEFAULT_ATTEMPTS
                            + ")")
    @Nullable String attempts;

    public Optional<String> only() {
        return Optional.ofNullable(only);
    }

    /** Of one program. */
    public String timeout() {
        return timeout == null ? DEFAULT_TIMEOUT : timeout;
    }

    public int attempts() throws UsageException {
        return attempts == null
                ? DEFAULT_ATTEMPTS
                : (int) OptionValue.wholeNumber("--attempts", attempts, 1, ATTEMPTS_MAX);
    }

    public long timeoutNanos() throws InvalidParameterException {
        return Quantity.positiveDurationNanos("timeout", timeout());
    }
}
