package dev.loopbench.cli.command;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.node.live.ObservationException;
import dev.loopbench.probes.node.live.ObservationPlan;
import dev.loopbench.probes.node.live.Sighting;
import dev.loopbench.probes.node.live.Visit;
import dev.loopbench.probes.node.process.NodeProcess;
import dev.loopbench.probes.node.process.RefusedException;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Limit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks into a process that is running, and leaves it as it was found whatever happens meanwhile.
 * Confined to the main thread.
 */
final class Attachment {

    private final Visit visit;
    private final NodeProcess process;
    private final ObservationPlan plan;
    private final Outputs outputs;
    private final NanoClock clock;

    Attachment(NodeProcess process, ObservationPlan plan, Outputs outputs, NanoClock clock) {
        this.visit = new Visit(process, plan, StartedNode.ANSWER_LIMIT, clock);
        this.process = process;
        this.plan = plan;
        this.outputs = outputs;
        this.clock = clock;
    }

    /**
     * Says what it is going to do, does it, and delivers the report.
     *
     * @throws RefusedException if the process is better left alone
     * @throws InspectorException if its inspector does not answer
     * @throws ObservationException if it cannot be asked, or is looked into already
     */
    ExitCode run(Function<Sighting, Report> reporting)
            throws RefusedException, InspectorException, ObservationException, IOException {
        announce();
        try (Execution execution = Execution.of(outputs)) {
            execution.onInterrupt(visit::interrupt, visit::leave);
            Optional<Sighting> seen;
            try {
                seen =
                        visit.look(
                                () ->
                                        execution.pass(
                                                "looking into " + name(process),
                                                plan.durationNanos(),
                                                clock));
            } finally {
                visit.leftOpen().ifPresent(outputs::complain);
            }
            if (seen.isEmpty() && visit.isInterrupted()) {
                outputs.complain("nothing was seen of process " + process.pid() + " by then.");
                return ExitCode.INTERRUPTED;
            }
            if (seen.isEmpty()) {
                outputs.complain(lost() + " before anything was seen.");
                return ExitCode.FAILED;
            }
            Report report = reporting.apply(seen.get());
            execution.deliver(() -> outputs.write(report));
            return ending(seen.get(), report);
        }
    }

    private ExitCode ending(Sighting sighting, Report report) {
        if (sighting.ending() == Sighting.Ending.INTERRUPT) {
            return ExitCode.INTERRUPTED;
        }
        if (sighting.ending() == Sighting.Ending.LOST) {
            outputs.complain(lost() + ": what was seen until then is reported.");
        }
        ExitCode limits = RunExecution.limits(Limit.outcomes(report), outputs);
        return visit.leftOpen().isPresent() ? ExitCode.FAILED : limits;
    }

    private String lost() {
        return process.isAlive()
                ? "the inspector of process " + process.pid() + " has broken off"
                : "process " + process.pid() + " has ended";
    }

    private void announce() {
        outputs.remark(
                "looking into process %s for %s. If its inspector is not open it is opened on a port"
                                .formatted(name(process), Numbers.roundNanos(plan.durationNanos()))
                        + " of this machine until then: meanwhile every local user can run code in"
                        + " the process.");
        announce(plan, outputs);
    }

    /** What looking does to a process. */
    static void announce(ObservationPlan plan, Outputs outputs) {
        if (plan.stacks()) {
            outputs.remark(
                    "sampling its stacks stops its loop for some 10 ms at the begin, longer with a"
                            + " large heap; --no-stacks does without.");
        }
        if (plan.exact()) {
            outputs.remark(
                    "--exact traces its pool at any rate: at more than 5000 jobs a second a fault in"
                            + " Node can crash the process meanwhile.");
        }
    }

    /** {@code 4711 (server.js)}. */
    static String name(NodeProcess process) {
        String what =
                process.script()
                        .or(() -> process.command().stream().findFirst())
                        .map(path -> " (" + Path.of(path).getFileName() + ")")
                        .orElse("");
        return process.pid() + what;
    }
}
