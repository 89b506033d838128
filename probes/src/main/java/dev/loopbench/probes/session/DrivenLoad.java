package dev.loopbench.probes.session;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.Warning;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The load that clients of another process have put on a foreign server, and what they saw of it.
 * Immutable. Instants are of {@link System#nanoTime}.
 *
 * @param works what they sent, the main one first; the names are the kinds of the operations
 * @param clients their report
 * @param goNanos when their measured time began
 * @param cpuNanos what their process used while the server was looked into; empty where the
 *     platform does not tell
 */
public record DrivenLoad(
        List<WorkPlan> works, Report clients, long goNanos, OptionalLong cpuNanos) {

    /** What only the clients know; the rest is told of the figures anew. */
    private static final Set<Warning.Kind> OF_CLIENTS =
            EnumSet.of(
                    Warning.Kind.OPERATIONS_FAILED,
                    Warning.Kind.RUN_DRAIN_TIMEOUT,
                    Warning.Kind.RUN_UNMEASURED,
                    Warning.Kind.WARMUP_UNFINISHED);

    public DrivenLoad {
        works = List.copyOf(works);
    }

    /**
     * Both ends in one report: what users saw first, then what was seen inside.
     *
     * @param seen of the server
     * @param openedNanos when that began to be measured
     */
    public Report on(Report seen, long openedNanos) {
        List<Operation> operations =
                new ArrayList<>(ClientFigures.operations(clients, goNanos - openedNanos));
        operations.addAll(seen.operations());
        return new Report(
                seen.schema(),
                new Report.Origin(
                        seen.tool(),
                        run(seen.run()),
                        seen.environment(),
                        config(seen.config()),
                        seen.subject()),
                new Report.Work(List.copyOf(operations), seen.jobs(), seen.jobsDropped()),
                new Report.Observed(
                        seen.pool(),
                        seen.loop(),
                        seen.host(),
                        seen.memory(),
                        seen.timeline(),
                        seen.probes()),
                seen.findings(),
                clients.repeats(),
                new Report.Traffic(
                        ClientFigures.ofOtherProcess(clients, cpuNanos).orElse(null), null, null),
                seen.limits(),
                seen.warnings());
    }

    /**
     * The report that was made of both ends, with the doubts that the clients have about theirs.
     */
    public Report doubted(Report made) {
        List<Warning> warnings = new ArrayList<>(made.warnings());
        clients.warnings().stream()
                .filter(warning -> OF_CLIENTS.contains(warning.id()))
                .forEach(warnings::add);
        return made.with(made.findings(), warnings);
    }

    private Run run(Run seen) {
        return new Run(
                seen.id(),
                seen.started(),
                seen.durationNanos(),
                seen.complete() ? clients.run().ending() : seen.ending(),
                clients.run().seed(),
                seen.command(),
                seen.merged());
    }

    private Config config(Config seen) {
        List<Config.Work> sent =
                works.stream().map(work -> PlannedConfig.work(work, null)).toList();
        return new Config(
                seen.workload(),
                sent.get(0).parameters(),
                seen.scenario(),
                sent,
                seen.pool(),
                sent.get(0).load(),
                clients.config().warmup(),
                seen.block(),
                seen.injected(),
                clients.config().repeats());
    }
}
