package dev.loopbench.probes.result;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything one run produced, as it is written and read: report schema version 1.
 *
 * <p>Immutable. Only JDK types and other records of this package, so that an old report outlives a
 * changed runtime. Durations and offsets are nanoseconds, shares lie in 0..1. What a machine cannot
 * tell is null, with the reason in the {@code unavailable} map of the same record, or of the one
 * that holds it as a group, keyed by the component's name.
 *
 * <p>In groups, as people ask: what ran, what was done, what was seen of it, both ends of its
 * connections. Each part is to be had from the report itself as well. In JSON there are no groups.
 *
 * @param limits what was said to hold of the run; null where nothing was, and in a sum: limits are
 *     of one run
 */
public record Report(
        String schema,
        Origin origin,
        Work work,
        Observed observed,
        List<Finding> findings,
        List<Repeat> repeats,
        Traffic traffic,
        @Nullable List<LimitOutcome> limits,
        List<Warning> warnings) {

    /** What {@link #schema} says in reports of this version. */
    public static final String SCHEMA = "loopbench.report/1";

    /** At most so many jobs are listed; the others are counted in {@link #jobsDropped}. */
    public static final int MAX_JOBS = 10_000;

    /** The same with what was made of it. */
    public Report with(List<Finding> diagnosed, List<Warning> doubts) {
        return with(List.copyOf(diagnosed), limits, List.copyOf(doubts));
    }

    /** The same, held against what was said of it. */
    public Report withLimits(List<LimitOutcome> outcomes) {
        return with(findings, outcomes.isEmpty() ? null : List.copyOf(outcomes), warnings);
    }

    private Report with(
            List<Finding> diagnosed, @Nullable List<LimitOutcome> outcomes, List<Warning> doubts) {
        return new Report(
                schema, origin, work, observed, diagnosed, repeats, traffic, outcomes, doubts);
    }

    /**
     * What ran, where, and how it was asked to.
     *
     * @param subject what was looked at; null for a loop of loopbench
     */
    public record Origin(
            Tool tool, Run run, Environment environment, Config config, @Nullable Subject subject) {

        /** Of a loop of loopbench. */
        public Origin(Tool tool, Run run, Environment environment, Config config) {
            this(tool, run, environment, config, null);
        }
    }

    /**
     * What was done.
     *
     * @param jobs of the pool, one by one: at most {@link #MAX_JOBS}
     * @param jobsDropped those that are not listed
     */
    public record Work(List<Operation> operations, List<Job> jobs, long jobsDropped) {}

    /**
     * What was seen of it.
     *
     * @param memory null in reports that are older than it
     * @param timeline null where there is none, as in the sum of several runs
     */
    public record Observed(
            Pool pool,
            Loop loop,
            Host host,
            @Nullable Memory memory,
            @Nullable Timeline timeline,
            Probes probes) {}

    /**
     * Both ends of the connections.
     *
     * @param clients null where the workload has no connections, as are {@code sockets} and {@code
     *     server}
     * @param sockets null in a sum, too
     */
    public record Traffic(
            @Nullable Clients clients, @Nullable Sockets sockets, @Nullable ServerFigures server) {

        /** Of a workload without connections. */
        public static final Traffic NONE = new Traffic(null, null, null);
    }

    public Tool tool() {
        return origin.tool();
    }

    public Run run() {
        return origin.run();
    }

    public Environment environment() {
        return origin.environment();
    }

    public Config config() {
        return origin.config();
    }

    public @Nullable Subject subject() {
        return origin.subject();
    }

    public List<Operation> operations() {
        return work.operations();
    }

    /** Those of one kind. */
    public Optional<Operation> operation(String kind) {
        return operations().stream().filter(operation -> operation.kind().equals(kind)).findFirst();
    }

    public List<Job> jobs() {
        return work.jobs();
    }

    public long jobsDropped() {
        return work.jobsDropped();
    }

    public Pool pool() {
        return observed.pool();
    }

    public Loop loop() {
        return observed.loop();
    }

    public Host host() {
        return observed.host();
    }

    public @Nullable Memory memory() {
        return observed.memory();
    }

    public @Nullable Timeline timeline() {
        return observed.timeline();
    }

    public Probes probes() {
        return observed.probes();
    }

    public @Nullable Clients clients() {
        return traffic.clients();
    }

    public @Nullable Sockets sockets() {
        return traffic.sockets();
    }

    public @Nullable ServerFigures server() {
        return traffic.server();
    }
}
