package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.crypto.RandomBytes;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;

/** Random bytes on the pool. Immutable. */
public final class RandomType implements WorkloadType {

    static final Parameter SIZE =
            Parameter.of("size", Parameter.Kind.BYTES, "64KiB", "bytes each operation draws");

    @Override
    public String name() {
        return RandomBytes.KIND;
    }

    @Override
    public String summary() {
        return "draws unpredictable bytes on the pool: CPU work in short jobs";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(SIZE);
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        return new PoolJobWorkload<>(
                setup.name(),
                new RandomJob(setup.values().bytes(SIZE.name()), Draw.ofEachThread()));
    }
}
