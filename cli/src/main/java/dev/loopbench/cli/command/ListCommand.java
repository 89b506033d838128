package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.listing.Listing;
import dev.loopbench.cli.listing.ListingJson;
import dev.loopbench.cli.listing.ListingText;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.OutputOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.option.WorkloadOptions;
import dev.loopbench.cli.workload.Catalogs;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code loopbench list}: what can be run, and how. Confined to the main thread. */
@Command(
        name = "list",
        header = "Show the workloads with their options, and the ways to block the loop.",
        customSynopsis = "loopbench list [WORKLOAD] [OPTION]...")
public final class ListCommand implements Callable<Integer> {

    private final Console console;
    private final Catalogs catalogs;

    @Parameters(
            arity = "0..1",
            paramLabel = "WORKLOAD",
            description = "the one to show (default: all)")
    private @Nullable String workload;

    @ArgGroup(validate = false, order = 1, heading = "%nOutput:%n")
    private OutputOptions output = new OutputOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private CommandOptions common = new CommandOptions();

    public ListCommand(Console console, Catalogs catalogs) {
        this.console = console;
        this.catalogs = catalogs;
    }

    @Override
    public Integer call() throws UsageException, IOException {
        Outputs outputs = Outputs.of(console, output);
        Listing listing = listing();
        outputs.write(
                format -> ListingJson.document(listing),
                style -> new ListingText(style).of(listing));
        return ExitCode.OK.number();
    }

    private Listing listing() throws UsageException {
        if (workload == null) {
            return new Listing(catalogs.workloads().types(), catalogs.blocks().types());
        }
        WorkloadOptions workloads = new WorkloadOptions(catalogs.workloads());
        return new Listing(List.of(workloads.type(workload)), List.of());
    }
}
