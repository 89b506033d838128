package dev.loopbench.cli.workload;

import dev.loopbench.loopcore.crypto.Pbkdf2;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import java.util.ArrayList;
import java.util.List;

/** All that can be run, and all that can hold the loop. Immutable. */
public record Catalogs(WorkloadCatalog workloads, BlockCatalog blocks) {

    /** What comes with loopbench. */
    public static Catalogs builtIn() {
        return new Catalogs(
                beside(Pbkdf2.KIND, new ScryptType(), WorkloadCatalog.builtIn()),
                BlockCatalog.builtIn().with(List.of(new ScryptBlock(), new JsonBlock())));
    }

    /** These and another workload, behind them. */
    public Catalogs with(WorkloadType type) {
        return new Catalogs(workloads.with(List.of(type)), blocks);
    }

    /** Listed behind its sibling. */
    private static WorkloadCatalog beside(
            String sibling, WorkloadType type, WorkloadCatalog catalog) {
        List<WorkloadType> types = new ArrayList<>();
        for (WorkloadType known : catalog.types()) {
            types.add(known);
            if (known.name().equals(sibling)) {
                types.add(type);
            }
        }
        return new WorkloadCatalog(types);
    }
}
