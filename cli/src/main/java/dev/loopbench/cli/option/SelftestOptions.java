package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which faults are tried, how often and for how long. Confined to the main thread. */
public final class SelftestOptions {

    private static final String DEFAULT_DURATION = "3s";
    private static final int DEFAULT_RUNS = 1;
    private static final int RUNS_MAX = 1_000;
    private static final int RANDOM_MAX = 100_000;

    /** The same each time: what passes today is to pass tomorrow. */
    private static final int DEFAULT_SEED = 1;

    @Option(
            names = "--fault",
            paramLabel = "NAME",
            description =
                    "try this one; may be given more than once, and none stands for all runs"
                            + " without a fault (default: all there are)")
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "try each so often (default: " + DEFAULT_RUNS + ")")
    @Nullable String runs;

    @Option(
            names = "--duration",
            paramLabel = "D",
            description = "measure each so long (default: " + DEFAULT_DURATION + ")")
    @Nullable String duration;

    @Option(
            names = "--advice",
            description =
                    "do what the first finding of each fault advises: is less time lost then?")
    private boolean advice;

    @Option(
            names = "--simulate",
            paramLabel = "SEED",
            description =
                    "with --advice: make the faults on simulated machines, of this seed and the next"
                            + " ones")
    @Nullable String simulate;

    @Option(
            names = "--random",
            paramLabel = "N",
            description =
                    "instead, N random configurations on the simulated machine, each run again with"
                            + " one cause taken away at a time: is the first finding the true cause?")
    @Nullable String random;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of the random configurations (default: " + DEFAULT_SEED + ")")
    @Nullable String seed;

    @Option(names = "--list", description = "show the faults, and try none")
    private boolean list;

    public List<String> faults() {
        return faults;
    }

    public int runs() throws UsageException {
        return runs == null
                ? DEFAULT_RUNS
                : (int) OptionValue.wholeNumber("--runs", runs, 1, RUNS_MAX);
    }

    /** As the user wrote it, checked. */
    public String duration() throws InvalidParameterException {
        String text = duration == null ? DEFAULT_DURATION : duration;
        Quantity.positiveDurationNanos("duration", text);
        return text;
    }

    public boolean isAdvice() throws UsageException {
        if (simulate != null && !advice) {
            throw new UsageException("--simulate needs --advice; --random is simulated anyway.");
        }
        if (advice && list) {
            throw new UsageException("--advice and --list cannot be combined.");
        }
        return advice;
    }

    /** The first seed; empty for the real machine. */
    public OptionalLong simulated() throws UsageException {
        return simulate == null
                ? OptionalLong.empty()
                : OptionalLong.of(
                        OptionValue.wholeNumber("--simulate", simulate, 0, Integer.MAX_VALUE));
    }

    /** So many random configurations; empty where the faults are to be tried. */
    public OptionalInt random() throws UsageException {
        if (random == null) {
            if (seed != null) {
                throw new UsageException("--seed needs --random: nothing else is drawn.");
            }
            return OptionalInt.empty();
        }
        if (!faults.isEmpty() || runs != null || duration != null || list || advice) {
            throw new UsageException(
                    "--random cannot be combined with --fault, --runs, --duration, --advice or --list: its"
                            + " configurations are drawn.");
        }
        return OptionalInt.of((int) OptionValue.wholeNumber("--random", random, 1, RANDOM_MAX));
    }

    public long seed() throws UsageException {
        return seed == null
                ? DEFAULT_SEED
                : OptionValue.wholeNumber("--seed", seed, 0, Integer.MAX_VALUE);
    }

    public boolean isList() {
        return list;
    }
}
