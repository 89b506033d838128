package dev.loopbench.cli.command;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.fork.Fork;
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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Floods one server model after the other, each in a process of its own, and shows them side by
 * side. Confined to the main thread.
 */
final class ModelComparison {

    /** Of the user's words those that each run has of its own. */
    private static final List<String> OUTPUT_OPTIONS =
            List.of("--" + FloodType.MODEL.name(), "--json", "--out", "-o", "--color");

    private final Outputs outputs;
    private final AtomicReference<@Nullable Fork> present = new AtomicReference<>();
    private volatile boolean interrupted;

    ModelComparison(Outputs outputs) {
        this.outputs = outputs;
    }

    /**
     * @param words of the command line: those of all runs, but for the model and the outputs
     */
    ExitCode run(List<String> words) throws WorkloadException, WrongResultException, IOException {
        List<Report> reports = new ArrayList<>();
        try (Execution execution = Execution.of(outputs)) {
            execution.onInterrupt(this::interrupt);
            for (ServerModel model : ServerModel.values()) {
                Optional<String> absence = model.absence();
                if (absence.isPresent()) {
                    outputs.remark(model.label() + " is left out: " + absence.get() + ".");
                } else if (!interrupted) {
                    reports.add(measure(model.label(), words));
                }
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
            if (interrupted) {
                return ExitCode.INTERRUPTED;
            }
            return RunExecution.operationsFailed(reports, outputs) ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    private Report measure(String model, List<String> words)
            throws WorkloadException, WrongResultException {
        List<String> arguments = new ArrayList<>(without(words, OUTPUT_OPTIONS));
        arguments.addAll(List.of("--" + FloodType.MODEL.name(), model, "--json", "-", "--quiet"));
        // What the threads' stacks take is known to the JVM alone, and only if it is asked to
        // count.
        try (Fork run =
                Fork.loopbench(
                        "a further process",
                        List.of("-XX:NativeMemoryTracking=summary"),
                        arguments)) {
            present.set(run);
            return run.report();
        } finally {
            present.set(null);
        }
    }

    /**
     * {@code words} without these options and their values, given as {@code --name value}, {@code
     * --name=value} or, with a short name, {@code -nvalue}.
     */
    private static List<String> without(List<String> words, List<String> options) {
        List<String> left = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (options.contains(word)) {
                i++;
            } else if (options.stream().noneMatch(option -> isAttached(word, option))) {
                left.add(word);
            }
        }
        return left;
    }

    private static boolean isAttached(String word, String option) {
        return word.startsWith(option.startsWith("--") ? option + "=" : option);
    }

    private void interrupt() {
        interrupted = true;
        Fork run = present.get();
        if (run != null) {
            run.interrupt();
        }
    }
}
