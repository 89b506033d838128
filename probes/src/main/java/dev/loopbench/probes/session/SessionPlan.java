package dev.loopbench.probes.session;

import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Tool;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything a session needs to know, validated. Immutable.
 *
 * @param workload what the report is about: the first of the works, or what is served
 * @param parameters of that, in the user's words, defaults included
 * @param scenario the name of the mix, for the report; null where it has none
 * @param works on the measured loop and its pool; at least one of them ends by itself, unless there
 *     is work from elsewhere
 * @param served work from elsewhere; null if all comes from the loop itself
 * @param threadsSource where the pool's size came from
 * @param drain how long what is in flight may take once the loads' time is over
 * @param injection what makes the run slower on purpose; null for nothing
 * @param simulation the machine to run on, in virtual time; null for the real one
 * @param stallThresholdNanos busy periods from this length on are stalls
 * @param command the command line, for the report
 */
public record SessionPlan(
        String workload,
        SortedMap<String, String> parameters,
        @Nullable String scenario,
        List<WorkPlan> works,
        @Nullable ServePlan served,
        PoolShape pool,
        Config.PoolConfig.Source threadsSource,
        WarmupPlan warmup,
        DrainPlan drain,
        int repeats,
        @Nullable Blocking blocking,
        @Nullable Injection injection,
        long seed,
        @Nullable Simulation simulation,
        long stallThresholdNanos,
        List<String> command,
        Tool tool) {

    public SessionPlan {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        works = List.copyOf(works);
        command = List.copyOf(command);
    }

    /** When operations of {@link #workload} start; null where whoever comes is served. */
    public @Nullable LoadModel load() {
        return served == null ? works.get(0).load() : served.load();
    }
}
