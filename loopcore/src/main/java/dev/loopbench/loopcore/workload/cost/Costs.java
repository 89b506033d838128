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
import dev.loopbench.loopcore.workload.pool.DnsType;
import dev.loopbench.loopcore.workload.pool.FileReadType;
import dev.loopbench.loopcore.workload.pool.FileStatType;
import dev.loopbench.loopcore.workload.pool.FileWalkType;
import dev.loopbench.loopcore.workload.pool.FileWriteType;
import dev.loopbench.loopcore.workload.pool.Pbkdf2Type;
import dev.loopbench.loopcore.workload.pool.RandomType;
import dev.loopbench.loopcore.workload.pool.WorkType;
import dev.loopbench.loopcore.workload.pool.ZlibType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final String FLAG_SET = "true";

    /** The same of what blocks the loop beside a workload. */
    private static final Name BLOCK_SIZE = new Name("block-work");

    private final BlockCatalog blocks;
    private final List<WorkloadType> jobs;

    /**
     * @param jobs workloads of the pool
     */
    public Costs(BlockCatalog blocks, List<? extends WorkloadType> jobs) {
        this.blocks = blocks;
        this.jobs = List.copyOf(jobs);
    }

    /** What needs nothing but the JDK. */
    public static Costs builtIn() {
        return new Costs(BlockCatalog.builtIn(), poolTypes());
    }

    /** The workloads of the pool that need nothing but the JDK, in the order of listing. */
    public static List<WorkloadType> poolTypes() {
        return List.of(
                new Pbkdf2Type(),
                new FileReadType(),
                new RandomType(),
                new ZlibType(),
                new FileWriteType(),
                new FileStatType(),
                new FileWalkType(),
                new DnsType(),
                new WorkType());
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
        if (shown.getOrDefault(POOL_JOB.name(), "").isBlank()) {
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

    /** Null for none. */
    private static @Nullable Extent extent(ParameterValues values) throws WorkloadException {
        long nanos = values.durationNanos(COST.name());
        int size = values.count(COST_SIZE.name());
        if (size > 0) {
            if (values.isGiven(COST.name()) && nanos > 0) {
                throw new WorkloadException(
                        "%s finds the size of the work, %s gives it: give one of them",
                        COST,
                        COST_SIZE);
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

    /** Null for none. */
    private @Nullable Workload job(WorkloadSetup setup) throws WorkloadException {
        Deque<String> words =
                new ArrayDeque<>(List.of(setup.values().text(POOL_JOB.name()).strip().split("\\s+")));
        String name = words.remove();
        if (name.isEmpty()) {
            return null;
        }
        WorkloadType type =
                jobs.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> noSuchJob(name));
        Map<String, String> texts = new HashMap<>();
        while (!words.isEmpty()) {
            add(type, words, texts);
        }
        try {
            ParameterValues values = ParameterValues.parse(type.parameters(), texts);
            return type.create(
                    new WorkloadSetup(setup.name() + "-" + type.name(), values, setup.seed()));
        } catch (InvalidParameterException invalid) {
            throw new WorkloadException("%s %s %s", POOL_JOB, name, invalid.sentence());
        }
    }

    /** One option of a job: {@code --name value}, {@code --name=value} or a flag. */
    private static void add(WorkloadType type, Deque<String> words, Map<String, String> texts)
            throws WorkloadException {
        String word = words.remove();
        int equals = word.indexOf('=');
        String option = equals < 0 ? word : word.substring(0, equals);
        Parameter parameter =
                type.parameters().stream()
                        .filter(each -> ("--" + each.name()).equals(option))
                        .findFirst()
                        .orElseThrow(() -> noSuchOption(type, option));
        String value;
        if (equals >= 0) {
            value = word.substring(equals + 1);
        } else if (parameter.kind() == Parameter.Kind.FLAG) {
            value = FLAG_SET;
        } else if (words.isEmpty()) {
            throw new WorkloadException(
                    "%s %s: %s needs a value", POOL_JOB, type.name(), option);
        } else {
            value = words.remove();
        }
        texts.put(parameter.name(), value);
    }

    private WorkloadException noSuchJob(String name) {
        return new WorkloadException(
                "%s must begin with one of %s, not %s",
                POOL_JOB,
                String.join(", ", jobs.stream().map(WorkloadType::name).toList()),
                Quantity.quoted(name));
    }

    private static WorkloadException noSuchOption(WorkloadType type, String option) {
        return new WorkloadException(
                "%s %s has no option %s; it may have %s",
                POOL_JOB,
                type.name(),
                Quantity.quoted(option),
                String.join(
                        ", ",
                        type.parameters().stream().map(each -> "--" + each.name()).toList()));
    }
}
