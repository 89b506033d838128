package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What is compared, and how its forks run. Confined to the main thread. */
public final class AbOptions {

    @Option(
            names = "--base",
            paramLabel = "CMD",
            description =
                    "the command that prints the report to compare with, such as './loopbench run"
                            + " --json - -q'; 'run ...' is this loopbench, which adds these by"
                            + " itself and repeats a burst of few jobs, and NAME=value words"
                            + " before it are environment")
    @Nullable String base;

    @Option(
            names = "--head",
            paramLabel = "CMD",
            description = "the command that must not be worse")
    @Nullable String head;

    @Option(
            names = "--with",
            paramLabel = "FILE",
            description =
                    "go on with the pairs of this comparison, under what is left of its false"
                            + " alarms; its cells and margins are taken over")
    @Nullable String with;

    @ArgGroup(validate = false)
    VaryOptions vary = new VaryOptions();

    @ArgGroup(validate = false)
    ForkOptions forks = new ForkOptions();

    boolean hasHead() {
        return head != null;
    }

    public String base() throws UsageException {
        return required("--base", base);
    }

    public String head() throws UsageException {
        return required("--head", head);
    }

    /** Names of parameters in which the sides may differ. */
    public SortedSet<String> vary() throws UsageException {
        return vary.names();
    }

    public long timeoutNanos() throws InvalidParameterException {
        return forks.timeoutNanos();
    }

    public long seed() throws UsageException {
        return forks.seed();
    }

    /** The comparison to go on with. */
    public Optional<DocumentSource> earlier() {
        return Optional.ofNullable(with).map(DocumentSource::new);
    }

    private static String required(String option, @Nullable String command) throws UsageException {
        if (command == null) {
            throw new UsageException(
                    option + " is missing: two commands that print reports are compared.");
        }
        return command;
    }
}
