package dev.loopbench.loopcore.workload.cost;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.block.Extent;
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

    private static final String COST = "cost";
    private static final String COST_WITH = "cost-with";
    private static final String COST_SIZE = "cost-work";
    private static final String POOL_JOB = "pool-job";
    private static final String FLAG_SET = "true";

    private final BlockCatalog blocks;
    private final List<WorkloadType> jobs;

    /**
     * @param jobs workloads of the pool
     */
    public Costs(BlockCatalog blocks, List<? extends WorkloadType> jobs) {
        this.blocks = blocks;
        this.jobs = List.copyOf(jobs);
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
                        COST, Parameter.Kind.DURATION, defaultText, of + " holds the loop so long"),
                Parameter.choice(COST_WITH, "loop", "what it holds the loop with", blocks.names()),
                Parameter.of(
                        COST_SIZE,
                        Parameter.Kind.COUNT,
                        "",
                        "size of that work in place of its length, in the unit of --block-work"));
    }

    /** What says what a request costs, on the loop and on the pool. */
    public List<Parameter> requestParameters() {
        List<Parameter> parameters =
                new ArrayList<>(callbackParameters("each request", Parameter.NO_TIME));
        parameters.add(
                Parameter.of(
                        POOL_JOB,
                        Parameter.Kind.TEXT,
                        "",
                        "work of the pool that each request waits for before its reply: a workload"
                                + " and its options, such as 'pbkdf2 --iterations 20000'"));
        return parameters;
    }

    /** Whether a request costs anything. */
    public static boolean isFree(ParameterValues values) {
        return values.durationNanos(COST) == 0
                && values.count(COST_SIZE) == 0
                && !values.isGiven(COST_WITH)
                && values.text(POOL_JOB).isBlank();
    }

    /** Takes what has no meaning out of the values that a report shows. */
    public static void keepMeant(ParameterValues values, SortedMap<String, String> shown) {
        boolean isSized = values.count(COST_SIZE) > 0;
        if (isSized || values.durationNanos(COST) == 0) {
            shown.remove(COST);
        }
        if (!isSized) {
            shown.remove(COST_SIZE);
        }
        if (!isSized && values.durationNanos(COST) == 0) {
            shown.remove(COST_WITH);
        }
        if (shown.getOrDefault(POOL_JOB, "").isBlank()) {
            shown.remove(POOL_JOB);
        }
    }

    /** What a callback costs. */
    public CallbackCost callback(ParameterValues values) {
        return new CallbackCost(
                blocks.find(values.text(COST_WITH)).orElseThrow(), () -> extent(values));
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
        long nanos = values.durationNanos(COST);
        int size = values.count(COST_SIZE);
        if (size > 0) {
            if (values.isGiven(COST) && nanos > 0) {
                throw new WorkloadException(
                        "--cost finds the size of the work, --cost-work gives it: give one of"
                                + " them");
            }
            return new Extent.Sized(size);
        }
        if (nanos > 0) {
            return new Extent.Lasting(nanos);
        }
        if (values.isGiven(COST_WITH)) {
            throw new WorkloadException(
                    "--cost-with needs --cost or --cost-work: how much each time");
        }
        return null;
    }

    /** Null for none. */
    private @Nullable Workload job(WorkloadSetup setup) throws WorkloadException {
        Deque<String> words =
                new ArrayDeque<>(List.of(setup.values().text(POOL_JOB).strip().split("\\s+")));
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
            ParameterValues values =
                    ParameterValues.parse(
                            type.parameters(), texts, each -> "--pool-job " + name + " --" + each);
            return type.create(
                    new WorkloadSetup(setup.name() + "-" + type.name(), values, setup.seed()));
        } catch (InvalidParameterException invalid) {
            throw new WorkloadException(String.valueOf(invalid.getMessage()));
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
                    "--pool-job %s: %s needs a value".formatted(type.name(), option));
        } else {
            value = words.remove();
        }
        texts.put(parameter.name(), value);
    }

    private WorkloadException noSuchJob(String name) {
        return new WorkloadException(
                "--pool-job must begin with one of %s, not %s"
                        .formatted(
                                String.join(", ", jobs.stream().map(WorkloadType::name).toList()),
                                Quantity.quoted(name)));
    }

    private static WorkloadException noSuchOption(WorkloadType type, String option) {
        return new WorkloadException(
                "--pool-job %s has no option %s; it may have %s"
                        .formatted(
                                type.name(),
                                Quantity.quoted(option),
                                String.join(
                                        ", ",
                                        type.parameters().stream()
                                                .map(each -> "--" + each.name())
                                                .toList())));
    }
}
