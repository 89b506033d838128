package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.reports.gate.decide.Rules;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Whose noise is measured, and in how many pairs. Confined to the main thread. */
public final class NoiseOptions {

    private static final int DEFAULT_PAIRS = 20;

    /** Fewer tell nothing of a spread. */
    private static final int PAIRS_MIN = 5;

    private static final String DEFAULT_COMMAND =
            "run pbkdf2 --iterations 200 --concurrency 4 --duration 1s";

    @Option(
            names = "--base",
            paramLabel = "CMD",
            description =
                    "the command to run, as 'ab' has it (default: '"
                            + DEFAULT_COMMAND
                            + "', or 'run' where there are arguments)")
    @Nullable String base;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "measure so many (default: " + DEFAULT_PAIRS + ")")
    @Nullable String pairs;

    @Option(
            names = "--budget",
            paramLabel = "D",
            description =
                    "where the machine is busy with other things, wait for a quiet moment until so"
                            + " much time has passed in all (default: "
                            + GateOptions.USUAL_WAIT
                            + " of waiting)")
    @Nullable String budget;

    @ArgGroup(validate = false)
    ForkOptions forks = new ForkOptions();

    /**
     * @param withArguments whether words follow it
     */
    public String base(boolean withArguments) {
        if (base != null) {
            return base;
        }
        return withArguments ? "run" : DEFAULT_COMMAND;
    }

    public int pairs() throws UsageException {
        return pairs == null
                ? DEFAULT_PAIRS
                : (int) OptionValue.wholeNumber("--pairs", pairs, PAIRS_MIN, Rules.MOST_PAIRS);
    }

    public OptionalLong budgetNanos() throws InvalidParameterException {
        return OptionValue.positiveDurationNanos("budget", budget);
    }

    public long timeoutNanos() throws InvalidParameterException {
        return forks.timeoutNanos();
    }

    public long seed() throws UsageException {
        return forks.seed();
    }
}
