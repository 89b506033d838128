package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which faults are tried, how often and for how long. Confined to the main thread. */
public final class SelftestOptions {

    private static final String DEFAULT_DURATION = "3s";
    private static final int DEFAULT_RUNS = 1;
    private static final int RUNS_MAX = 1_000;

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
        Quantity.positiveDurationNanos("--duration", text);
        return text;
    }

    public boolean isList() {
        return list;
    }
}
