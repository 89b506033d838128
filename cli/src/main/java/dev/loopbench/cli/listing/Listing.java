package dev.loopbench.cli.listing;

import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.BlockType;
import java.util.List;

/**
 * What is to be shown. Immutable.
 *
 * @param blocks empty where one workload was asked for
 */
public record Listing(List<WorkloadType> workloads, List<BlockType> blocks) {

    public Listing {
        workloads = List.copyOf(workloads);
        blocks = List.copyOf(blocks);
    }
}
