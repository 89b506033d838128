package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.Blocking;
import dev.loopbench.probes.result.Tool;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything a session needs to know, validated. Immutable.
 *
 * @param workload its name, for the report
 * @param parameters in the user's words, defaults included, for the report
 * @param threadsSource where the pool's size came from, as reports say it
 * @param command the command line, for the report
 * @param background work beside the measured one
 * @param simulated whether the run takes place on the simulated machine, in virtual time
 * @param stallThresholdNanos busy periods from this length on are stalls
 */
public record SessionPlan(
        String workload,
        SortedMap<String, String> parameters,
        WorkSource source,
        int threads,
        String threadsSource,
        WarmupPlan warmup,
        int repeats,
        @Nullable Blocking blocking,
        List<BackgroundPlan> background,
        long seed,
        boolean simulated,
        long stallThresholdNanos,
        List<String> command,
        Tool tool) {

    public SessionPlan {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        background = List.copyOf(background);
        command = List.copyOf(command);
    }
}
