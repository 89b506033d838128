package dev.loopbench.cli.command;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.fork.ForkedRuns;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.loop.FloodType;
import dev.loopbench.loopcore.workload.server.ServerModel;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.JsonReportWriter;
import dev.loopbench.reports.text.ModelComparisonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Floods one server model after the other, each in a process of its own, and shows them side by
 * side. Confined to the main thread.
 */
final class ModelComparison {

    private static final String MODEL = "--" + FloodType.MODEL.name();

    private final Outputs outputs;

    private final AtomicInteger done = new AtomicInteger();

    ModelComparison(Outputs outputs) {
        this.outputs = outputs;
    }

    /**
     * @param words of the command line: those of all runs, but for the model and the outputs
     */
    ExitCode run(List<String> words) throws WorkloadException, WrongResultException, IOException {
        List<Report> reports = new ArrayList<>();
        // What the threads' stacks take is known to the JVM alone, and only if it is asked to
        // count.
        ForkedRuns runs =
                new ForkedRuns(words, List.of(MODEL), List.of("-XX:NativeMemoryTracking=summary"));
        try (Execution execution = Execution.of(outputs)) {
            execution.onInterrupt(runs::interrupt);
            execution.follow("models", ServerModel.values().length, done::get);
            for (ServerModel model : ServerModel.values()) {
                Optional<String> absence = model.absence();
                if (absence.isPresent()) {
                    outputs.remark(model.label() + " is left out: " + absence.get() + ".");
                } else if (!runs.isInterrupted()) {
                    reports.add(runs.run(List.of(MODEL, model.label())));
                }
                done.incrementAndGet();
            }
            execution.deliver(
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
            if (runs.isInterrupted()) {
                return ExitCode.INTERRUPTED;
            }
            return RunExecution.operationsFailed(reports, outputs) ? ExitCode.FAILED : ExitCode.OK;
        }
    }
}
