package dev.loopbench.probes.node.bench;

import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.probes.node.live.Sighting;
import dev.loopbench.probes.node.live.WholeTrace;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.Subject;
import dev.loopbench.probes.session.PlannedConfig;
import dev.loopbench.probes.session.SessionPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts what the harness knows of its run in the place of what looking into the process can tell:
 * when the measured time began and ended, what became of each operation, how busy the loop was, and
 * what was asked for. Legs of jobs, queue, delay and machine stay those that were seen. Immutable.
 *
 * @param blockSize of the work that held the loop, in words; null where there is none
 */
record HarnessReport(
        SessionPlan plan,
        HarnessPlan harnessPlan,
        HarnessLog log,
        List<HarnessLog.WarmedUp> warmups,
        @Nullable String blockSize)
        implements UnaryOperator<Report> {

    /**
     * What was seen in the measured time.
     *
     * @param trace of it; null where the pool was traced in windows
     */
    Sighting measuredOf(Sighting seen, @Nullable WholeTrace trace) {
        return new Sighting(
                new Sighting.Span(seen.span().started(), log.beginNanos(), log.endNanos()),
                seen.ending(),
                seen.target(),
                seen.script(),
                seen.answers(),
                trace == null ? seen.traced() : trace.within(log.beginNanos(), log.endNanos()),
                seen.profile(),
                seen.machine());
    }

    @Override
    public Report apply(Report seen) {
        return new Report(
                seen.schema(),
                new Report.Origin(
                        seen.tool(), run(seen.run()), seen.environment(), config(), subject(seen)),
                new Report.Work(operations(seen), jobs(seen.jobs()), seen.jobsDropped()),
                new Report.Observed(
                        pool(seen.pool()),
                        loop(seen.loop()),
                        seen.host(),
                        seen.memory(),
                        seen.timeline(),
                        seen.probes()),
                seen.findings(),
                seen.repeats(),
                seen.traffic(),
                seen.limits(),
                seen.warnings());
    }

    private Run run(Run seen) {
        Run.Ending ending = log.cut() ? Run.Ending.DRAIN_TIMEOUT : Run.Ending.DONE;
        return new Run(
                seen.id(),
                seen.started(),
                log.durationNanos(),
                log.interrupted() ? Run.Ending.INTERRUPTED : ending,
                plan.seed(),
                seen.command(),
                seen.merged());
    }

    private Config config() {
        long durationNanos = 0;
        long operations = 0;
        long unfinished = 0;
        boolean steady = true;
        for (HarnessLog.WarmedUp warmup : warmups) {
            durationNanos += warmup.durationNanos();
            operations += warmup.operations();
            unfinished += warmup.unfinished();
            steady &= warmup.steady();
        }
        return PlannedConfig.of(
                plan,
                new Config.Warmup(
                        plan.course().warmup().mode(),
                        durationNanos,
                        operations,
                        unfinished,
                        plan.course().warmup().untilSteady() ? (Boolean) steady : null),
                Map.of(),
                blockSize);
    }

    /** The script is ours: what ran is the workload. */
    private static @Nullable Subject subject(Report seen) {
        Subject subject = seen.subject();
        return subject == null
                ? null
                : new Subject(
                        subject.kind(),
                        subject.processId(),
                        subject.version(),
                        null,
                        Subject.How.RUN,
                        subject.trace(),
                        subject.others());
    }

    private List<Operation> operations(Report seen) {
        Map<String, Operation> byJob = new HashMap<>();
        seen.operations().forEach(operation -> byJob.put(operation.kind(), operation));
        List<Operation> operations = new ArrayList<>();
        List<Operation> jobs = new ArrayList<>();
        for (int i = 0; i < harnessPlan.parts().size(); i++) {
            HarnessPlan.Part part = harnessPlan.parts().get(i);
            Counterpart counterpart = part.counterpart();
            Operation seenJobs =
                    counterpart.jobKind() == null ? null : byJob.remove(counterpart.jobKind());
            boolean own = counterpart.jobName().equals(part.plan().name());
            operations.add(
                    log.kinds()
                            .get(i)
                            .operation(
                                    part.plan().name(),
                                    own && counterpart.jobKind() != null
                                            ? legs(counterpart, seenJobs)
                                            : Operation.Legs.NONE,
                                    part.plan().load() instanceof LoadModel.Open,
                                    log.durationNanos()));
            if (!own && seenJobs != null) {
                jobs.add(named(seenJobs, counterpart.jobName()));
            }
        }
        operations.addAll(jobs);
        // Whatever else ran in the pool was there, too.
        seen.operations().stream()
                .filter(operation -> byJob.containsKey(operation.kind()))
                .forEach(operations::add);
        return List.copyOf(operations);
    }

    private static Operation.Legs legs(Counterpart counterpart, @Nullable Operation seen) {
        if (seen != null) {
            return seen.legs();
        }
        SortedMap<String, String> unavailable = new TreeMap<>();
        String why =
                counterpart.isUntold()
                        ? "Node does not tell when a worker took it"
                        : "none of them was traced";
        List.of("wait", "service", "return", "serviceCpuNanos")
                .forEach(leg -> unavailable.put(leg, why));
        return new Operation.Legs(
                null, null, null, null, Collections.unmodifiableSortedMap(unavailable));
    }

    private static Operation named(Operation seen, String name) {
        return new Operation(
                name,
                seen.count(),
                seen.errors(),
                seen.unfinished(),
                seen.failures(),
                seen.pace(),
                seen.latency(),
                seen.legs(),
                seen.awayNanos());
    }

    private List<Job> jobs(List<Job> seen) {
        Map<String, String> names = names();
        return seen.stream()
                .map(
                        job ->
                                new Job(
                                        job.id(),
                                        named(job.kind(), names),
                                        job.worker(),
                                        job.submittedNanos(),
                                        job.startedNanos(),
                                        job.finishedNanos(),
                                        job.completedNanos(),
                                        job.serviceCpuNanos(),
                                        job.outcome()))
                .toList();
    }

    /** Of calls that Node does not tell all of, the trace knows how many, and not how long. */
    private Pool pool(Pool seen) {
        boolean untold =
                harnessPlan.parts().stream().anyMatch(part -> part.counterpart().isUntold());
        Map<String, String> names = names();
        return new Pool(
                seen.threads(),
                seen.counts(),
                untold ? new Pool.Depth(null, null, List.of()) : seen.depth(),
                untold ? null : seen.utilizationShare(),
                untold ? new Pool.Waiting(null, null, null) : seen.waiting(),
                untold ? List.of() : seen.workers(),
                seen.waiters().stream()
                        .map(
                                waiter ->
                                        new Pool.Waiter(
                                                named(waiter.victim(), names),
                                                named(waiter.culprit(), names),
                                                waiter.nanos(),
                                                waiter.estimated()))
                        .toList(),
                new Pool.AtEnd(
                        seen.atEnd().underWay().stream()
                                .map(
                                        jobs ->
                                                new Pool.UnderWay(
                                                        named(jobs.kind(), names),
                                                        jobs.running(),
                                                        jobs.longestRunningNanos(),
                                                        jobs.queued(),
                                                        jobs.longestQueuedNanos()))
                                .toList(),
                        seen.atEnd().nested()));
    }

    /** By what Node's jobs are called, what ours are. */
    private Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (HarnessPlan.Part part : harnessPlan.parts()) {
            if (part.counterpart().jobKind() != null) {
                names.put(part.counterpart().jobKind(), part.counterpart().jobName());
            }
        }
        return names;
    }

    private static String named(String kind, Map<String, String> names) {
        return names.getOrDefault(kind, kind);
    }

    private Loop loop(Loop seen) {
        SortedMap<String, String> unavailable = new TreeMap<>(seen.unavailable());
        if (log.utilization() != null) {
            unavailable.remove("utilizationShare");
        }
        return new Loop(
                log.counts() == null ? seen.counts() : log.counts(),
                log.utilization(),
                seen.delay(),
                seen.availability(),
                seen.busyTime(),
                seen.durations(),
                seen.held(),
                Collections.unmodifiableSortedMap(unavailable));
    }
}
