package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.loopcore.workload.block.Extent;
import dev.loopbench.probes.finding.Diagnosis;
import dev.loopbench.probes.finding.Doubts;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.pool.PoolFigures;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Probes;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.Warning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
                        config(plan, outline, outcome)),
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

    private static Config config(SessionPlan plan, Outline outline, DriveOutcome outcome) {
        List<Config.Work> works =
                plan.work().works().stream()
                        .map(work -> work(work, outcome.settledParameters().get(work.name())))
                        .toList();
        return new Config(
                plan.work().workload(),
                plan.work().served() == null ? works.get(0).parameters() : plan.work().parameters(),
                plan.work().scenario(),
                works,
                new Config.PoolConfig(
                        plan.pool().shape().threads(),
                        plan.pool().shape().slowThreads(),
                        plan.pool().shape().slowLane(),
                        plan.pool().source()),
                load(plan.load()),
                outcome.remoteWarmup() == null ? outline.warmup() : outcome.remoteWarmup(),
                block(plan.disturbance().blocking(), outline.blocked()),
                plan.disturbance().injection() == null
                        ? null
                        : plan.disturbance().injection().shown(),
                plan.course().repeats());
    }

    private static Config.Work work(WorkPlan plan, @Nullable Map<String, String> settled) {
        SortedMap<String, String> parameters = new TreeMap<>(plan.type().shown(plan.values()));
        if (settled != null) {
            parameters.putAll(settled);
        }
        return new Config.Work(
                plan.name(),
                plan.type().name(),
                Collections.unmodifiableSortedMap(parameters),
                load(plan.load()),
                plan.startNanos());
    }

    private static Load load(@Nullable LoadModel load) {
        if (load == null) {
            return new Load.External();
        }
        if (load instanceof LoadModel.Burst burst) {
            return new Load.Burst(burst.jobs());
        }
        if (load instanceof LoadModel.Closed closed) {
            return new Load.Closed(
                    closed.concurrency(),
                    closed.isEndless() ? null : (Long) closed.durationNanos());
        }
        LoadModel.Open open = (LoadModel.Open) load;
        return new Load.Open(
                open.perSecond(),
                open.durationNanos(),
                switch (open.arrivals()) {
                    case CONSTANT -> Load.Arrivals.CONSTANT;
                    case POISSON -> Load.Arrivals.POISSON;
                });
    }

    private static Config.@Nullable Block block(
            @Nullable Blocking blocking, Outline.@Nullable Blocked blocked) {
        if (blocking == null) {
            return null;
        }
        Blocking.Timing timing = blocking.timing();
        return new Config.Block(
                blocking.type().name(),
                timing instanceof Blocking.Every every ? (Long) every.nanos() : null,
                timing instanceof Blocking.Once once ? (Long) once.atNanos() : null,
                blocking.extent() instanceof Extent.Lasting lasting ? (Long) lasting.nanos() : null,
                blocked == null ? null : blocked.size());
    }
}
