package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.option.DocumentSource;
import dev.loopbench.cli.option.OrderOptions;
import dev.loopbench.cli.option.OutputOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.order.OrderDocument;
import dev.loopbench.cli.order.OrderDocumentReader;
import dev.loopbench.cli.order.OrderMachines;
import dev.loopbench.cli.order.OrderSession;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code loopbench order}: from a document to the logs of its programs. Confined to the main
 * thread.
 *
 * <p>The document is read and all options are checked before anything runs or is written.
 */
@Command(
        name = "order",
        header = "Run an order program and show which callback ran when.",
        synopsisHeading = "%nUsage: ",
        parameterListHeading = "%n",
        customSynopsis = "loopbench order FILE|- [OPTION]...",
        sortOptions = false)
public final class OrderCommand implements Callable<Integer> {

    private final Console console;
    private final OrderMachines machines;

    @Parameters(
            arity = "1",
            paramLabel = "FILE",
            description =
                    "a JSON document of one program or a list of them; - reads standard input")
    private String file = "-";

    @ArgGroup(validate = false, order = 1, heading = "%nPrograms:%n")
    private OrderOptions programs = new OrderOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nOutput:%n")
    private OutputOptions output = new OutputOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and exit")
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private boolean help;

    public OrderCommand(Console console, OrderMachines machines) {
        this.console = console;
        this.machines = machines;
    }

    @Override
    public Integer call()
            throws UsageException,
                    InvalidParameterException,
                    UnreadableDocumentException,
                    IOException {
        RunOutputs outputs = RunOutputs.of(output);
        OrderSession session =
                new OrderSession(machines, programs.timeoutNanos(), programs.attempts());
        OrderDocument document =
                chosen(new DocumentSource(file).read(console, OrderDocumentReader::read));
        return new OrderExecution(console, programs.timeout())
                .run(session, document, outputs)
                .number();
    }

    private OrderDocument chosen(OrderDocument document) throws UsageException {
        if (programs.only().isEmpty()) {
            return document;
        }
        String name = programs.only().get();
        OrderDocument chosen = document.only(name);
        if (chosen.programs().isEmpty()) {
            throw new UsageException(
                    "--only: there is no program \"" + name + "\" in " + file + ".");
        }
        return chosen;
    }
}
