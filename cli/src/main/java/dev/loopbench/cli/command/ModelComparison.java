package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ErrorPresenter;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.console.ShutdownGuard;
import dev.loopbench.cli.fork.ForkedRun;
import dev.loopbench.loopcore.echo.VirtualThreads;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.loop.FloodType;
import dev.loopbench.loopcore.workload.server.ThreadServer;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.reports.json.JsonReportWriter;
import dev.loopbench.reports.text.ModelComparisonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Floods one server model after the other, each in a process of its own, and shows them side by
 * side. Confined to the main thread.
 */
final class ModelComparison {

    private static final List<ServerFigures.Model> MODELS =
            List.of(
                    ServerFigures.Model.LOOP,
                    ServerFigures.Model.THREADS,
                    ServerFigures.Model.VIRTUAL_THREADS);

    private final Console console;
    private final AtomicReference<@Nullable ForkedRun> present = new AtomicReference<>();
    private volatile boolean interrupted;

    ModelComparison(Console console) {
        this.console = console;
    }

    /**
     * @param words of the command line: those of all runs, but for the model and the outputs
     */
    ExitCode run(List<String> words, RunOutputs outputs)
            throws WorkloadException, WrongResultException, IOException {
        List<Report> reports = new ArrayList<>();
        ShutdownGuard guard = ShutdownGuard.arm(this::interrupt);
        try {
            for (ServerFigures.Model model : MODELS) {
                if (model == ServerFigures.Model.VIRTUAL_THREADS
                        && !ThreadServer.hasVirtualThreads()) {
                    note(outputs, "virtual-threads is left out: " + VirtualThreads.absence() + ".");
                } else if (!interrupted) {
                    reports.add(measure(model, words));
                }
            }
            write(reports, outputs);
        } finally {
            guard.release();
        }
        return verdict(reports);
    }

    private Report measure(ServerFigures.Model model, List<String> words)
            throws WorkloadException, WrongResultException {
        List<String> arguments = new ArrayList<>(CommandWords.without(words, OUTPUT_OPTIONS));
        arguments.addAll(
                List.of("--" + FloodType.MODEL.name(), model.word(), "--json", "-", "--quiet"));
        // What the threads' stacks take is known to the JVM alone, and only if it is asked to
        // count.
        try (ForkedRun run =
                ForkedRun.start(List.of("-XX:NativeMemoryTracking=summary"), arguments)) {
            present.set(run);
            return run.report();
        } finally {
            present.set(null);
        }
    }

    private static final List<String> OUTPUT_OPTIONS =
            List.of("--" + FloodType.MODEL.name(), "--json", "--out", "-o", "--color");

    private void interrupt() {
        interrupted = true;
        ForkedRun run = present.get();
        if (run != null) {
            run.interrupt();
        }
    }

    private void write(List<Report> reports, RunOutputs outputs) throws IOException {
        new Delivery(console, outputs)
                .write(
                        format -> {
                            StringBuilder document = new StringBuilder();
                            new JsonReportWriter().writeAll(reports, document);
                            return document;
                        },
                        style -> {
                            StringBuilder text = new StringBuilder();
                            new ModelComparisonWriter(style).write(reports, text);
                            return text;
                        });
    }

    private void note(RunOutputs outputs, String sentence) {
        if (!outputs.quiet()) {
            new ErrorPresenter(console).present(sentence);
        }
    }

    private ExitCode verdict(List<Report> reports) {
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        long errors =
                reports.stream()
                        .flatMap(report -> report.operations().stream())
                        .mapToLong(Operation::errors)
                        .sum();
        if (errors > 0) {
            new ErrorPresenter(console).present(errors + " operations failed.");
            return ExitCode.FAILED;
        }
        return ExitCode.OK;
    }
}
