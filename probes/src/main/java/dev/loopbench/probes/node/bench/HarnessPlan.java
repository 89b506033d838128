package dev.loopbench.probes.node.bench;

import dev.loopbench.loopcore.workload.ArrivalSchedule;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.probes.node.live.WholeTrace;
import dev.loopbench.probes.session.DrainPlan;
import dev.loopbench.probes.session.SessionPlan;
import dev.loopbench.probes.session.WorkPlan;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A session's plan as the harness runs it. What Node has no counterpart for is refused when it is
 * made, before anything runs. Immutable.
 */
final class HarnessPlan {

    /** 32 MB of them: a load has to be told to Node whole. */
    private static final long ARRIVALS_MAX = 4_000_000;

    /** Stalls of a process that is looked into are those from here on. */
    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final double SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SessionPlan plan;
    private final List<Part> parts;
    private final Map<String, @Nullable Object> document;

    /**
     * One of the workloads.
     *
     * @param seed of what it and its load draw
     */
    record Part(WorkPlan plan, Counterpart counterpart, long seed) {}

    private HarnessPlan(
            SessionPlan plan, List<Part> parts, Map<String, @Nullable Object> document) {
        this.plan = plan;
        this.parts = List.copyOf(parts);
        this.document = document;
    }

    /**
     * @param costs that requests and callbacks can have
     * @param folder of the harness, for what its workloads read
     */
    static HarnessPlan of(SessionPlan plan, Costs costs, Path folder) throws WorkloadException {
        requireCounterparts(plan);
        List<Part> parts = new ArrayList<>();
        Set<String> jobs = new HashSet<>();
        for (WorkPlan work : plan.work().works()) {
            long seed = WorkPlan.seed(plan.seed(), parts.size());
            Counterpart counterpart =
                    Counterpart.of(work.name(), work.type(), work.values(), costs, folder, seed);
            if (counterpart.jobKind() != null && !jobs.add(counterpart.jobKind())) {
                throw new WorkloadException(
                        "the jobs of %s cannot be told from those of another workload on Node",
                        work.name());
            }
            parts.add(new Part(work, counterpart, seed));
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        List<Object> works = new ArrayList<>();
        for (Part part : parts) {
            works.add(work(part, folder));
        }
        document.put("works", works);
        document.put(
                "warmup",
                Map.of(
                        "untilSteady", plan.course().warmup().untilSteady(),
                        "maxNanos", plan.course().warmup().maxNanos()));
        document.put("drain", drain(plan));
        document.put("block", block(plan.disturbance().blocking()));
        document.put("tracedJobs", WholeTrace.JOBS_MAX);
        return new HarnessPlan(plan, parts, document);
    }

    private static void requireCounterparts(SessionPlan plan) throws WorkloadException {
        if (plan.work().served() != null) {
            throw new WorkloadException(
                    plan.work().workload()
                            + " cannot run on Node: its clients are for loopbench's own server; http and"
                            + " echo have both ends on the one loop");
        }
        if (!plan.pool().shape().slowLane()) {
            throw new WorkloadException(
                    "the pool of Node always keeps slow lookups to half of its threads");
        }
        if (plan.disturbance().injection() != null) {
            throw new WorkloadException("nothing can be made slower on purpose on Node");
        }
        if (plan.stallThresholdNanos() != STALL_NANOS) {
            throw new WorkloadException("the stalls of a run on Node are those from 50ms on");
        }
    }

    private static Object work(Part part, Path folder) throws WorkloadException {
        Map<String, @Nullable Object> work = new LinkedHashMap<>();
        work.put("name", part.plan.name());
        work.put("workload", part.counterpart.workload());
        work.put("parameters", part.counterpart.parameters());
        work.put("load", load(part, folder));
        work.put("startNanos", part.plan.startNanos());
        return work;
    }

    private static Object load(Part part, Path folder) throws WorkloadException {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        LoadModel load = part.plan.load();
        if (load instanceof LoadModel.Burst burst) {
            told.put("model", "burst");
            told.put("jobs", burst.jobs());
        } else if (load instanceof LoadModel.Closed closed) {
            told.put("model", "closed");
            told.put("concurrency", closed.concurrency());
            told.put("durationNanos", closed.isEndless() ? null : closed.durationNanos());
        } else if (load instanceof LoadModel.Open open) {
            told.put("model", "open");
            told.put("perSecond", open.perSecond());
            told.put("durationNanos", open.durationNanos());
            told.put(
                    "arrivalsFile",
                    open.arrivals() == LoadModel.Arrivals.CONSTANT
                            ? null
                            : arrivals(open, part.seed, folder).toString());
        }
        return told;
    }

    /** Random ones are drawn here, so that both loops get the same. */
    private static Path arrivals(LoadModel.Open load, long seed, Path folder)
            throws WorkloadException {
        if (load.perSecond() * load.durationNanos() / SECOND_NANOS > ARRIVALS_MAX) {
            throw new WorkloadException(
                    "a run on Node can have at most " + ARRIVALS_MAX + " random arrivals");
        }
        Path file = folder.resolve("arrivals-" + seed + ".bin");
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            ArrivalSchedule schedule = new ArrivalSchedule(load, seed);
            for (long next = schedule.nextNanos();
                    next != ArrivalSchedule.END;
                    next = schedule.nextNanos()) {
                out.writeLong(Long.reverseBytes(Double.doubleToRawLongBits((double) next)));
                schedule.advance();
            }
        } catch (IOException full) {
            throw new WorkloadException(
                    "cannot write a temporary file: " + String.valueOf(full.getMessage()));
        }
        return file;
    }

    private static Object drain(SessionPlan plan) {
        DrainPlan drain = plan.course().drain();
        boolean applies = plan.work().works().stream().map(WorkPlan::load).anyMatch(drain::applies);
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("limitNanos", drain.limitNanos());
        told.put(
                "scheduledNanos",
                applies ? (Long) scheduledNanos(plan.work().works().stream()) : null);
        return told;
    }

    /** When the last operation starts of loads that have an end. */
    private static long scheduledNanos(Stream<WorkPlan> works) {
        return works.filter(work -> !work.load().isEndless())
                .mapToLong(DrainPlan::scheduledNanos)
                .max()
                .orElse(0);
    }

    private static @Nullable Object block(@Nullable Blocking blocking) throws WorkloadException {
        if (blocking == null) {
            return null;
        }
        Map<String, @Nullable Object> block = Counterpart.hold(blocking.type(), blocking.extent());
        Blocking.Timing timing = blocking.timing();
        block.put("everyNanos", timing instanceof Blocking.Every every ? every.nanos() : null);
        block.put("atNanos", timing instanceof Blocking.Once once ? once.atNanos() : null);
        return block;
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(document);
    }

    List<Part> parts() {
        return parts;
    }

    /**
     * Whether all jobs of the pool can be traced in one go without harm.
     *
     * @param warmups by part, what was run before: it tells how fast a closed load will be
     */
    boolean isTracedWhole(List<HarnessLog.WarmedUp> warmups) {
        double jobs = 0;
        for (int i = 0; i < parts.size(); i++) {
            double own =
                    operations(parts.get(i), i < warmups.size() ? warmups.get(i) : null)
                            * parts.get(i).counterpart.jobsEach();
            jobs += Double.isNaN(own) ? Double.POSITIVE_INFINITY : own;
        }
        return jobs <= WholeTrace.JOBS_MAX;
    }

    /** About how many; infinite where nobody knows. */
    private double operations(Part part, HarnessLog.@Nullable WarmedUp warmup) {
        LoadModel load = part.plan.load();
        if (load instanceof LoadModel.Burst burst) {
            return burst.jobs();
        }
        if (load instanceof LoadModel.Open open) {
            return open.perSecond() * open.durationNanos() / SECOND_NANOS;
        }
        LoadModel.Closed closed = (LoadModel.Closed) load;
        if (part.counterpart.jobsEach() == 0) {
            return 0;
        }
        if (warmup == null || warmup.operations() == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double perNano = (double) warmup.operations() / Math.max(1, warmup.durationNanos());
        long lasting =
                closed.isEndless()
                        ? scheduledNanos(parts.stream().map(Part::plan))
                        : closed.durationNanos();
        int atOnce = Math.min(closed.concurrency(), plan.pool().shape().threads());
        return perNano * lasting * atOnce;
    }
}
