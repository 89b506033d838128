package com.example.checksum;

import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;

/** What {@code META-INF/services} names: it is made once, by its constructor without parameters. */
public final class ChecksumType implements WorkloadType {

    static final Parameter BUFFER =
            Parameter.of("buffer", Parameter.Kind.BYTES, "4MiB", "bytes each job reads");

    @Override
    public String name() {
        return "checksum";
    }

    @Override
    public String summary() {
        return "sums up a buffer on the pool: work that reads memory";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(BUFFER);
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        long bufferBytes = setup.values().bytes(BUFFER.name());
        return new PoolJobWorkload<>(setup.name(), new ChecksumJob(bufferBytes));
    }
}
