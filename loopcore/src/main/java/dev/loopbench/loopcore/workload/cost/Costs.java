package dev.loopbench.loopcore.workload.cost;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.loopcore.workload.Sentence;
import dev.loopbench.loopcore.workload.Sentence.Name;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.block.Extent;
import dev.loopbench.loopcore.workload.pool.Pbkdf2Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a callback or a request can cost: the ways to hold the loop, and the workloads of the pool;
 * and the parameters that say so. Immutable.
 */
public final class Costs {

    /** The parameter that says how long a callback holds the loop. */
    public static final Name COST = new Name("cost");

    /** The parameter that says what a request waits for. */
    public static final Name POOL_JOB = new Name("pool-job");

    static final Name COST_SIZE = new Name("cost-work");
    private static final Name COST_WITH = new Name("cost-with");

    /** The same of what blocks the loop beside a workload. */
    private static final Name BLOCK_SIZE = new Name("block-work");

    private final BlockCatalog blocks;
    private final List<WorkloadType> jobs;
    private final JobReader reader;

    /** What a request waits for: operations of a workload with these values. */
    public record Job(WorkloadType type, ParameterValues values) {}

    /** Reads how the user writes a job. Stateless. */
    @FunctionalInterface
    public interface JobReader {

        /** The name of a workload alone, all of whose parameters keep their defaults. */
        JobReader BY_NAME =
                (text, jobs) -> {
                    WorkloadType type = named(text, jobs);
                    try {
                        return new Job(type, ParameterValues.parse(type.parameters(), Map.of()));
                    } catch (InvalidParameterException noDefault) {
                        throw new WorkloadException(
                                "%s %s: %s", POOL_JOB, type.name(), noDefault.sentence());
                    }
                };

        /**
         * @param text not blank
         * @param jobs the workloads that can be meant
         * @throws WorkloadException if it is none of them, or they cannot have such values
         */
        Job read(String text, List<WorkloadType> jobs) throws WorkloadException;
    }

    /**
     * @param jobs workloads of the pool
     */
    public Costs(BlockCatalog blocks, List<? extends WorkloadType> jobs, JobReader reader) {
        this.blocks = blocks;
        this.jobs = List.copyOf(jobs);
        this.reader = reader;
    }

    /**
     * For readers: the one of {@code jobs} that has this name.
     *
     * @throws WorkloadException if none has
     */
    public static WorkloadType named(String name, List<WorkloadType> jobs)
            throws WorkloadException {
        for (WorkloadType job : jobs) {
            if (job.name().equals(name)) {
                return job;
            }
        }
        throw new WorkloadException(
                "%s must begin with one of %s, not %s",
                POOL_JOB,
                String.join(", ", jobs.stream().map(WorkloadType::name).toList()),
                Quantity.quoted(name));
    }

    /**
     * What says how a callback holds the loop.
     *
     * @param of whose cost it is: {@code each request}
     * @param defaultText {@link Parameter#NO_TIME} where it costs nothing unless told
     */
    public List<Parameter> callbackParameters(String of, String defaultText) {
        return List.of(
                Parameter.of(
                        COST.name(),
                        Parameter.Kind.DURATION,
                        defaultText,
                        of + " holds the loop so long"),
                Parameter.choice(
                        COST_WITH.name(), "loop", "what it holds the loop with", blocks.names()),
                Parameter.of(
                        COST_SIZE.name(),
                        Parameter.Kind.COUNT,
                        "",
                        Sentence.of(
                                "size of that work in place of its length, in the unit of %s",
                                BLOCK_SIZE)));
    }

    /** What says what a request costs, on the loop and on the pool. */
    public List<Parameter> requestParameters() {
        List<Parameter> parameters =
                new ArrayList<>(callbackParameters("each request", Parameter.NO_TIME));
        parameters.add(
                Parameter.of(
                        POOL_JOB.name(),
                        Parameter.Kind.TEXT,
                        "",
                        Sentence.of(
                                "work of the pool that each request waits for before its reply: a"
                                        + " workload and its options, such as 'pbkdf2 %s 20000'",
                                Pbkdf2Type.ITERATIONS)));
        return parameters;
    }

    /** Whether a request costs anything. */
    public static boolean isFree(ParameterValues values) {
        return values.durationNanos(COST.name()) == 0
                && values.count(COST_SIZE.name()) == 0
                && !values.isGiven(COST_WITH.name())
                && values.text(POOL_JOB.name()).isBlank();
    }

    /** Whether a request with these values is answered when a job of the pool has ended. */
    public static boolean waitsForPool(Map<String, String> shown) {
        return !shown.getOrDefault(POOL_JOB.name(), "").isBlank();
    }

    /** Takes what has no meaning out of the values that a report shows. */
    public static void keepMeant(ParameterValues values, SortedMap<String, String> shown) {
        boolean isSized = values.count(COST_SIZE.name()) > 0;
        if (isSized || values.durationNanos(COST.name()) == 0) {
            shown.remove(COST.name());
        }
        if (!isSized) {
            shown.remove(COST_SIZE.name());
        }
        if (!isSized && values.durationNanos(COST.name()) == 0) {
            shown.remove(COST_WITH.name());
        }
        if (!waitsForPool(shown)) {
            shown.remove(POOL_JOB.name());
        }
    }

    /** What a callback costs. */
    public CallbackCost callback(ParameterValues values) {
        return new CallbackCost(
                blocks.find(values.text(COST_WITH.name())).orElseThrow(), () -> extent(values));
    }

    /**
     * What a request costs.
     *
     * @param setup its name begins that of the pool's jobs
     */
    public RequestCost request(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new RequestCost(setup.name(), callback(values), () -> job(setup));
    }

    /**
     * How much a callback or a request holds the loop each time; null for nothing.
     *
     * @throws WorkloadException if the values contradict each other
     */
    public static @Nullable Extent extent(ParameterValues values) throws WorkloadException {
        long nanos = values.durationNanos(COST.name());
        int size = values.count(COST_SIZE.name());
        if (size > 0) {
            if (values.isGiven(COST.name()) && nanos > 0) {
                throw new WorkloadException(
                        "%s finds the size of the work, %s gives it: give one of them",
                        COST, COST_SIZE);
            }
            return new Extent.Sized(size);
        }
        if (nanos > 0) {
            return new Extent.Lasting(nanos);
        }
        if (values.isGiven(COST_WITH.name())) {
            throw new WorkloadException(
                    "%s needs %s or %s: how much each time", COST_WITH, COST, COST_SIZE);
        }
        return null;
    }

    /**
     * What each request with these values waits for; empty for nothing.
     *
     * @throws WorkloadException if it is no workload of the pool
     */
    public Optional<Job> poolJob(ParameterValues values) throws WorkloadException {
        String text = values.text(POOL_JOB.name()).strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(reader.read(text, jobs));
    }

    /** Null for none. */
    private @Nullable Workload job(WorkloadSetup setup) throws WorkloadException {
        Job job = poolJob(setup.values()).orElse(null);
        return job == null
                ? null
                : job.type.create(
                        new WorkloadSetup(
                                setup.name() + "-" + job.type.name(), job.values, setup.seed()));
    }
}
