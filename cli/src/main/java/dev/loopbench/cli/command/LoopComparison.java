package dev.loopbench.cli.command;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.fork.ForkedRuns;
import dev.loopbench.cli.option.LoopOptions;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.JsonReportWriter;
import dev.loopbench.reports.text.LoopComparisonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a workload on loopbench's loop and on Node's in turns, each time in a process of its own,
 * and shows them side by side. Confined to the main thread.
 */
final class LoopComparison {

    private static final String REPEAT = "--repeat";
    private static final String SEED = "--seed";

    private final Outputs outputs;
    private final List<Report> ours = new ArrayList<>();
    private final List<Report> others = new ArrayList<>();

    LoopComparison(Outputs outputs) {
        this.outputs = outputs;
    }

    /**
     * @param words of the command line
     * @param shown the same as it was typed
     * @param seed of the first round: each has one of its own, and both loops the same
     */
    ExitCode run(List<String> words, List<String> shown, int rounds, long seed)
            throws WorkloadException, WrongResultException, IOException {
        ForkedRuns runs = new ForkedRuns(words, List.of(LoopOptions.ON, REPEAT, SEED), List.of());
        List<String> ourWords = List.of(LoopOptions.ON, LoopOptions.Loop.LOOPBENCH.word(), SEED);
        List<String> nodeWords = List.of(LoopOptions.ON, LoopOptions.Loop.NODE.word(), SEED);
        ForkedRuns ownRuns =
                new ForkedRuns(
                        words, List.of(LoopOptions.ON, LoopOptions.NODE, REPEAT, SEED), List.of());
        try (Execution execution = Execution.of(outputs)) {
            execution.onInterrupt(
                    () -> {
                        runs.interrupt();
                        ownRuns.interrupt();
                    });
            execution.follow("runs", 2 * rounds, () -> ours.size() + others.size());
            for (int round = 0; round < rounds && !runs.isInterrupted(); round++) {
                ours.add(ownRuns.run(with(ourWords, seed + round)));
                if (!runs.isInterrupted()) {
                    others.add(runs.run(with(nodeWords, seed + round)));
                }
            }
            execution.deliver(
                    format -> {
                        StringBuilder document = new StringBuilder();
                        new JsonReportWriter().writeAll(inTurns(), document);
                        return document;
                    },
                    style -> {
                        StringBuilder text = new StringBuilder();
                        new LoopComparisonWriter(style).write(shown, ours, others, text);
                        return text;
                    });
            if (runs.isInterrupted()) {
                return ExitCode.INTERRUPTED;
            }
            return RunExecution.operationsFailed(inTurns(), outputs)
                    ? ExitCode.FAILED
                    : ExitCode.OK;
        }
    }

    private static List<String> with(List<String> words, long seed) {
        return Stream.concat(words.stream(), Stream.of(String.valueOf(seed))).toList();
    }

    /** As they ran. */
    private List<Report> inTurns() {
        List<Report> all = new ArrayList<>();
        for (int round = 0; round < ours.size(); round++) {
            all.add(ours.get(round));
            if (round < others.size()) {
                all.add(others.get(round));
            }
        }
        return all;
    }
}
