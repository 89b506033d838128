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

    /** What says when and how, or where results go: all else is the file's to say. */
    private static final Set<String> BESIDE =
            Set.of(
                    "--scenario",
                    "--plugin",
                    "--duration",
                    "--threads",
                    "--no-slow-lane",
                    "--block-with",
                    "--block-every",
                    "--block-at",
                    "--block-for",
                    "--block-work",
                    "--warmup",
                    "--repeat",
                    "--stall-threshold",
                    "--seed",
                    "--simulate",
                    "--cores",
                    "--neighbours",
                    "--json",
                    "--out",
                    "--color",
                    "--ascii",
                    "--quiet",
                    "--debug");

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

    /** Refuses what the file says already. */
    public static void refuseOthers(@Nullable String workload, ParseResult parsed)
            throws UsageException {
        List<String> others = new ArrayList<>();
        if (workload != null) {
            others.add(workload);
        }
        for (OptionSpec option : parsed.matchedOptions()) {
            if (!BESIDE.contains(option.longestName())) {
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
