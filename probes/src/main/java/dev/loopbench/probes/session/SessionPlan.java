package dev.loopbench.probes.session;

import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.probes.finding.Wording;
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
 * @param simulation the machine to run on, in virtual time; null for the real one
 * @param stallThresholdNanos busy periods from this length on are stalls
 */
public record SessionPlan(
        Work work,
        Pool pool,
        Course course,
        Disturbance disturbance,
        long seed,
        @Nullable Simulation simulation,
        long stallThresholdNanos,
        Origin origin) {

    /** When operations of the workload start; null where whoever comes is served. */
    public @Nullable LoadModel load() {
        return work.served() == null ? work.works().get(0).load() : work.served().load();
    }

    /**
     * What runs.
     *
     * @param workload what the report is about: the first of the works, or what is served
     * @param parameters of that, in the user's words, defaults included
     * @param scenario the name of the mix, for the report; null where it has none
     * @param works on the measured loop and its pool; at least one of them ends by itself, unless
     *     there is work from elsewhere
     * @param served work from elsewhere; null if all comes from the loop itself
     */
    public record Work(
            String workload,
            SortedMap<String, String> parameters,
            @Nullable String scenario,
            List<WorkPlan> works,
            @Nullable ServePlan served) {

        public Work {
            parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
            works = List.copyOf(works);
        }
    }

    /**
     * @param source where its size came from
     */
    public record Pool(PoolShape shape, Config.PoolConfig.Source source) {}

    /**
     * What follows on what.
     *
     * @param drain how long what is in flight may take once the loads' time is over
     */
    public record Course(WarmupPlan warmup, DrainPlan drain, int repeats) {}

    /**
     * What is done to the run on purpose.
     *
     * @param blocking what holds the loop; null for nothing
     * @param injection what makes the run slower; null for nothing
     */
    public record Disturbance(@Nullable Blocking blocking, @Nullable Injection injection) {

        public static final Disturbance NONE = new Disturbance(null, null);
    }

    /**
     * Who asked, for the report.
     *
     * @param command the command line
     * @param wording of what findings and doubts say to change
     */
    public record Origin(List<String> command, Tool tool, Wording wording) {

        public Origin {
            command = List.copyOf(command);
        }
    }
}
