package dev.loopbench.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** A file that says what runs. Confined to the main thread. */
public final class ScenarioOptions {

    /** Beside the parameters of workloads: what the file says already. */
    private static final Set<String> SAID =
            Set.of("--jobs", "--concurrency", "--rate", "--arrivals", "--with");

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description =
                    "run what a file says: several workloads on one loop and one pool, each with its"
                            + " own load, start and stop; - reads standard input")
    @Nullable String scenario;

    public Optional<DocumentSource> scenario() {
        return Optional.ofNullable(scenario).map(DocumentSource::new);
    }

    /** Refuses a file that can be read but once, where several runs are to read it. */
    public void refuseStandardInput() throws UsageException {
        if ("-".equals(scenario)) {
            throw new UsageException(
                    "--scenario - can be read by one run, and these are several: name a file.");
        }
    }

    /** Refuses what the file says already; all other options are the command's own. */
    public static void refuseOthers(
            @Nullable String workload, ParseResult parsed, WorkloadOptions workloads)
            throws UsageException {
        List<String> others = new ArrayList<>();
        if (workload != null) {
            others.add(workload);
        }
        for (OptionSpec option : parsed.matchedOptions()) {
            if (SAID.contains(option.longestName()) || workloads.isParameter(option)) {
                others.add(option.longestName());
            }
        }
        if (!others.isEmpty()) {
            throw new UsageException(
                    "--scenario and "
                            + others.get(0)
                            + " cannot be combined: the file says what runs and when.");
        }
    }
}
