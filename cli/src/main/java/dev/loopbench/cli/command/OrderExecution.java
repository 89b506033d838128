package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ErrorPresenter;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.console.ShutdownGuard;
import dev.loopbench.cli.order.OrderDocument;
import dev.loopbench.cli.order.OrderJson;
import dev.loopbench.cli.order.OrderOutcome;
import dev.loopbench.cli.order.OrderSession;
import dev.loopbench.cli.order.OrderText;
import java.io.IOException;
import java.util.List;

/** Runs the programs of a document and writes their logs. Confined to the main thread. */
final class OrderExecution {

    private final Console console;
    private final String timeout;

    /**
     * @param timeout of one program, as the user wrote it
     */
    OrderExecution(Console console, String timeout) {
        this.console = console;
        this.timeout = timeout;
    }

    ExitCode run(OrderSession session, OrderDocument document, RunOutputs outputs)
            throws IOException {
        ShutdownGuard guard = ShutdownGuard.arm(session::interrupt);
        try {
            List<OrderOutcome> outcomes = session.run(document.programs());
            write(outcomes, document, outputs);
            return verdict(session, document, outcomes);
        } finally {
            guard.release();
        }
    }

    private void write(List<OrderOutcome> outcomes, OrderDocument document, RunOutputs outputs)
            throws IOException {
        boolean isOne = document.programs().size() == 1 && outcomes.size() == 1;
        new Delivery(console, outputs)
                .write(
                        format -> OrderJson.document(outcomes, document.list()),
                        style ->
                                isOne
                                        ? new OrderText(style).one(outcomes.get(0))
                                        : new OrderText(style).many(outcomes));
    }

    private ExitCode verdict(
            OrderSession session, OrderDocument document, List<OrderOutcome> outcomes) {
        ErrorPresenter errors = new ErrorPresenter(console);
        if (session.isInterrupted()) {
            long ended = outcomes.stream().filter(OrderOutcome::isComplete).count();
            errors.present(
                    "interrupted: %d of %d programs had ended"
                            .formatted(ended, document.programs().size()));
            return ExitCode.INTERRUPTED;
        }
        for (OrderOutcome outcome : outcomes) {
            if (!outcome.isComplete()) {
                errors.present(
                        "%s had not ended after %s and was stopped; --timeout gives it longer"
                                .formatted(outcome.program().name(), timeout));
            }
        }
        return outcomes.stream().allMatch(OrderOutcome::isGood) ? ExitCode.OK : ExitCode.FAILED;
    }
}
