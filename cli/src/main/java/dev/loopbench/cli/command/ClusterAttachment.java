package dev.loopbench.cli.command;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.node.live.ClusterVisit;
import dev.loopbench.probes.node.live.ObservationPlan;
import dev.loopbench.probes.node.live.Sighting;
import dev.loopbench.probes.node.process.NodeProcess;
import dev.loopbench.probes.quantity.Numbers;
import java.io.IOException;
import java.util.List;

/**
 * Looks into the workers of a cluster that is running, and leaves them as they were. Confined to
 * the main thread.
 */
final class ClusterAttachment {

    private final NodeProcess primary;
    private final ObservationPlan plan;
    private final Outputs outputs;
    private final NanoClock clock;

    ClusterAttachment(NodeProcess primary, ObservationPlan plan, Outputs outputs, NanoClock clock) {
        this.primary = primary;
        this.plan = plan;
        this.outputs = outputs;
        this.clock = clock;
    }

    /** Says what it is going to do, does it, and delivers the report. */
    ExitCode run(ClusterReports reports) throws IOException {
        List<Long> present = primary.clusterWorkers().value();
        if (present == null || present.isEmpty()) {
            outputs.complain(
                    present == null
                            ? "which processes are its workers this system does not tell."
                            : "process "
                                    + primary.pid()
                                    + " has no cluster workers: without --children it is looked"
                                    + " into itself.");
            return ExitCode.USAGE;
        }
        announce(present.size());
        ClusterVisit visit = new ClusterVisit(primary, plan, StartedNode.ANSWER_LIMIT, clock);
        try (Execution execution = Execution.of(outputs)) {
            execution.onInterrupt(visit::interrupt, visit::leave);
            execution.pass(
                    "looking into the workers of " + Attachment.name(primary),
                    plan.durationNanos(),
                    clock);
            List<ClusterVisit.Worker> workers = visit.look();
            if (visit.leftOut() > 0) {
                outputs.complain(leftOut(workers.size()));
            }
            if (visit.isInterrupted()
                    && workers.stream().allMatch(worker -> worker.sighting() == null)) {
                outputs.complain("nothing was seen of any worker process by then.");
                return ExitCode.INTERRUPTED;
            }
            ExitCode[] code = {ExitCode.OK};
            execution.deliver(() -> code[0] = reports.deliver(workers));
            return interrupted(workers) ? ExitCode.INTERRUPTED : code[0];
        }
    }

    static String leftOut(int looked) {
        return "there are more workers than the "
                + looked
                + " that were looked into: the others are missing.";
    }

    private static boolean interrupted(List<ClusterVisit.Worker> workers) {
        return workers.stream()
                .map(ClusterVisit.Worker::sighting)
                .anyMatch(
                        sighting ->
                                sighting != null && sighting.ending() == Sighting.Ending.INTERRUPT);
    }

    private void announce(int workers) {
        outputs.remark(
                "looking into %s of process %s for %s. Inspectors that are not open are opened, one after the other, each on a port of this machine until then: meanwhile every local user can run code in the processes."
                        .formatted(
                                Numbers.count(workers, "worker"),
                                Attachment.name(primary),
                                Numbers.roundNanos(plan.durationNanos())));
        Attachment.announce(plan, outputs);
    }
}
