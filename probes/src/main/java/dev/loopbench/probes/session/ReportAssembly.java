package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.HeapRoom;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.probes.finding.Diagnosis;
import dev.loopbench.probes.finding.Doubts;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.pool.PoolFigures;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Probes;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.Warning;
import java.util.ArrayList;
import java.util.List;

/** Puts what the probes saw and what the session knows into one report. Stateless. */
final class ReportAssembly {

    static final String FIRST_FAILURE = "Operations failed; the first: ";

    private ReportAssembly() {}

    static Report report(
            SessionPlan plan,
            Outline outline,
            DriveOutcome outcome,
            Instruments instruments,
            Surroundings surroundings) {
        Report measured = measured(plan, outline, outcome, instruments, surroundings);
        List<Warning> warnings = new ArrayList<>(Doubts.of(measured, plan.origin().wording()));
        inParts(plan, warnings);
        cutShort(plan, outline, measured, warnings);
        if (outcome.firstFailure() != null) {
            warnings.add(
                    new Warning(
                            Warning.Kind.OPERATIONS_FAILED,
                            FIRST_FAILURE + outcome.firstFailure(),
                            "Their times are not in the response figures."));
        }
        if (outline.blocked() != null && outline.blocked().holds() == 0) {
            warnings.add(
                    new Warning(
                            Warning.Kind.BLOCK_NEVER,
                            "The run ended before the first block: nothing held the loop.",
                            "A longer run, or an earlier block, shows what it does."));
        }
        return measured.with(Diagnosis.of(measured, plan.origin().wording()), warnings);
    }

    /** Clients of another process have a heap like this one's. */
    private static void inParts(SessionPlan plan, List<Warning> warnings) {
        List<LoadModel> loads = new ArrayList<>();
        plan.work().works().forEach(work -> loads.add(work.load()));
        if (plan.work().served() != null && plan.load() != null) {
            loads.add(plan.load());
        }
        loads.stream()
                .filter(HeapRoom::isExceededBy)
                .findFirst()
                .ifPresent(load -> warnings.add(inParts((LoadModel.Burst) load)));
    }

    private static Warning inParts(LoadModel.Burst burst) {
        return new Warning(
                Warning.Kind.LOAD_ROOM,
                "A heap of "
                        + Numbers.bytes(Runtime.getRuntime().maxMemory())
                        + " has room for "
                        + Numbers.count(HeapRoom.operations())
                        + " operations at a time: the others of the "
                        + Numbers.count(burst.jobs())
                        + " stood in line until earlier ones had ended.",
                "Response and start delay count from the begin of the burst for all of them; wait"
                        + " and queue are those of the pool itself. A larger heap has room for more.");
    }

    private static void cutShort(
            SessionPlan plan, Outline outline, Report measured, List<Warning> warnings) {
        Wording wording = plan.origin().wording();
        long leftBehind = measured.config().warmup().unfinished();
        if (!outline.measured()) {
            warnings.add(
                    new Warning(
                            Warning.Kind.RUN_UNMEASURED,
                            "The run never got past its warm-up"
                                    + (leftBehind > 0
                                            ? ": operations that had not ended: " + leftBehind + "."
                                            : "."),
                            "With "
                                    + wording.parameter("warmup")
                                    + " 0s it is measured from the start."));
        } else if (leftBehind > 0) {
            warnings.add(
                    new Warning(
                            Warning.Kind.WARMUP_UNFINISHED,
                            "Operations of the warm-up that had not ended when the measured time"
                                    + " began: "
                                    + leftBehind
                                    + ".",
                            "What they hold is missing to the measured ones; "
                                    + wording.parameter("warmup")
                                    + " 0s runs none."));
        }
        if (measured.run().ending() == Run.Ending.DRAIN_TIMEOUT) {
            warnings.add(
                    new Warning(
                            Warning.Kind.RUN_DRAIN_TIMEOUT,
                            "Operations that had not ended "
                                    + Numbers.roundNanos(plan.course().drain().limitNanos())
                                    + " after the load: "
                                    + measured.operations().stream()
                                            .mapToLong(Operation::unfinished)
                                            .sum()
                                    + ".",
                            "They are missing from the latencies, so the slow ones are; "
                                    + wording.parameter("drain-timeout")
                                    + " gives them more time."));
        }
    }

    private static Report measured(
            SessionPlan plan,
            Outline outline,
            DriveOutcome outcome,
            Instruments instruments,
            Surroundings surroundings) {
        return new Report(
                Report.SCHEMA,
                new Report.Origin(
                        plan.origin().tool(),
                        new Run(
                                outline.id(),
                                outline.started(),
                                instruments.depth().windowNanos(),
                                outcome.ending(),
                                plan.seed(),
                                plan.origin().command(),
                                List.of()),
                        outline.environment(),
                        PlannedConfig.of(
                                plan,
                                outcome.remoteWarmup() == null
                                        ? outline.warmup()
                                        : outcome.remoteWarmup(),
                                outcome.settledParameters(),
                                outline.blocked() == null ? null : outline.blocked().size())),
                new Report.Work(
                        operations(outcome, instruments),
                        instruments.jobs().jobs(),
                        instruments.jobs().jobsDropped()),
                new Report.Observed(
                        PoolFigures.pool(
                                plan.pool().shape().threads(),
                                instruments.depth(),
                                instruments.jobs(),
                                instruments.phases().handOffs()),
                        instruments.phases().loop(surroundings.stacks(), surroundings.pauses()),
                        surroundings.host(),
                        surroundings.memory(instruments.held().held()),
                        instruments
                                .timeline()
                                .timeline(
                                        surroundings.disturbances(
                                                instruments.timeline().openedNanos()),
                                        surroundings.memorySamples(
                                                instruments.timeline().openedNanos())),
                        new Probes(
                                outline.costPerEventNanos(),
                                instruments.events(),
                                instruments.invalid())),
                List.of(),
                outcome.repeats(),
                outcome.traffic(),
                null,
                List.of());
    }

    /** What clients measured comes first: it is what the run is about. */
    private static List<Operation> operations(DriveOutcome outcome, Instruments instruments) {
        List<Operation> operations = new ArrayList<>(outcome.remoteOperations());
        operations.addAll(instruments.operations().operations(instruments.jobs()::legs));
        return List.copyOf(operations);
    }
}
