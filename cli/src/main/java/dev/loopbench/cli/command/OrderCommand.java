package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.DocumentSource;
import dev.loopbench.cli.option.OrderOptions;
import dev.loopbench.cli.option.OutputOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.order.OrderDocument;
import dev.loopbench.cli.order.OrderDocumentReader;
import dev.loopbench.cli.order.OrderJson;
import dev.loopbench.cli.order.OrderMachines;
import dev.loopbench.cli.order.OrderOutcome;
import dev.loopbench.cli.order.OrderSession;
import dev.loopbench.cli.order.OrderText;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        customSynopsis = "loopbench order FILE|- [OPTION]...")
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

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private CommandOptions common = new CommandOptions();

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
        Outputs outputs = Outputs.of(console, output);
        OrderSession session =
                new OrderSession(machines, programs.timeoutNanos(), programs.attempts());
        OrderDocument document =
                chosen(new DocumentSource(file).read(console, OrderDocumentReader::read));
        try (Execution execution = Execution.of(outputs)) {
            execution.onInterrupt(session::interrupt);
            execution.follow("programs", document.programs().size(), session::ended);
            List<OrderOutcome> outcomes = session.run(document.programs());
            boolean isOne = document.programs().size() == 1 && outcomes.size() == 1;
            execution.deliver(
                    format -> OrderJson.document(outcomes, document.list()),
                    style ->
                            isOne
                                    ? new OrderText(style).one(outcomes.get(0))
                                    : new OrderText(style).many(outcomes));
            return session.isInterrupted()
                    ? interrupted(outcomes, document, outputs).number()
                    : verdict(outcomes, outputs).number();
        }
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

    private static ExitCode interrupted(
            List<OrderOutcome> outcomes, OrderDocument document, Outputs outputs) {
        long ended = outcomes.stream().filter(OrderOutcome::isComplete).count();
        outputs.complain(
                "interrupted: %d of %d programs had ended"
                        .formatted(ended, document.programs().size()));
        return ExitCode.INTERRUPTED;
    }

    private ExitCode verdict(List<OrderOutcome> outcomes, Outputs outputs) {
        for (OrderOutcome outcome : outcomes) {
            if (!outcome.isComplete()) {
                outputs.complain(
                        "%s had not ended after %s and was stopped; --timeout gives it longer"
                                .formatted(outcome.program().name(), programs.timeout()));
            }
        }
        return outcomes.stream().allMatch(OrderOutcome::isGood) ? ExitCode.OK : ExitCode.FAILED;
    }
}
