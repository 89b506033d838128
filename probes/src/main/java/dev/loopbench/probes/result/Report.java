package dev.loopbench.probes.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything one run produced, as it is written and read: report schema version 1.
 *
 * <p>Immutable. Only JDK types and other records of this package, so that an old report outlives a
 * changed runtime. Durations and offsets are nanoseconds, shares lie in 0..1. What a machine cannot
 * tell is null, with the reason in the {@code unavailable} map of the same record, keyed by the
 * component's name.
 *
 * @param memory null in reports that are older than it
 * @param timeline null where there is none, as in the sum of several runs
 * @param clients null where the workload has no connections, as are {@code sockets} and {@code
 *     server}; {@code sockets} is null in a sum, too
 * @param limits what was said to hold of the run; null where nothing was, and in a sum: limits are
 *     of one run
 */
public record Report(
        String schema,
        Tool tool,
        Run run,
        Environment environment,
        Config config,
        List<Operation> operations,
        List<Job> jobs,
        long jobsDropped,
        Pool pool,
        Loop loop,
        Host host,
        @Nullable Memory memory,
        @Nullable Timeline timeline,
        Probes probes,
        List<Finding> findings,
        List<Repeat> repeats,
        @Nullable Clients clients,
        @Nullable Sockets sockets,
        @Nullable ServerFigures server,
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
                schema,
                tool,
                run,
                environment,
                config,
                operations,
                jobs,
                jobsDropped,
                pool,
                loop,
                host,
                memory,
                timeline,
                probes,
                diagnosed,
                repeats,
                clients,
                sockets,
                server,
                outcomes,
                doubts);
    }
}
