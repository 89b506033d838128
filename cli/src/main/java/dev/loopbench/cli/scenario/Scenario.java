package dev.loopbench.cli.scenario;

import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.probes.session.DrainPlan;
import dev.loopbench.probes.session.WorkPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario file asks for. Immutable.
 *
 * @param name of the file, without its ending
 * @param threads of the pool; null where the file leaves that open
 * @param works at least one
 * @param blocking null where nothing holds the loop
 */
public record Scenario(
        String name,
        @Nullable Integer threads,
        boolean slowLane,
        List<WorkPlan> works,
        @Nullable Blocking blocking,
        DrainPlan drain) {

    public Scenario {
        works = List.copyOf(works);
    }
}
