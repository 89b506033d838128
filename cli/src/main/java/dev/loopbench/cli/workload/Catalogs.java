package dev.loopbench.cli.workload;

import dev.loopbench.cli.wording.PoolJobText;
import dev.loopbench.loopcore.crypto.Pbkdf2;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import dev.loopbench.loopcore.workload.cost.Costs;
import java.util.ArrayList;
import java.util.List;

/** All that can be run, that can hold the loop, and that a request can cost. Immutable. */
public record Catalogs(WorkloadCatalog workloads, BlockCatalog blocks, Costs costs) {

    /** What comes with loopbench. */
    public static Catalogs builtIn() {
        BlockCatalog blocks =
                BlockCatalog.builtIn().with(List.of(new ScryptBlock(), new JsonBlock()));
        List<WorkloadType> poolTypes =
                beside(Pbkdf2.KIND, new ScryptType(), WorkloadCatalog.poolTypes());
        Costs costs = new Costs(blocks, poolTypes, new PoolJobText());
        return new Catalogs(WorkloadCatalog.of(poolTypes, costs), blocks, costs);
    }

    /** These and another workload, behind them. */
    public Catalogs with(WorkloadType type) {
        return new Catalogs(workloads.with(List.of(type)), blocks, costs);
    }

    /** Listed behind its sibling. */
    private static List<WorkloadType> beside(
            String sibling, WorkloadType type, List<WorkloadType> among) {
        List<WorkloadType> types = new ArrayList<>(among);
        int index = among.stream().map(WorkloadType::name).toList().indexOf(sibling);
        types.add(index + 1, type);
        return types;
    }
}
