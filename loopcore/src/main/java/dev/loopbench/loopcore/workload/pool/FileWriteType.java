package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.fs.FileRequests;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;

/** File writes on the pool. Immutable. */
public final class FileWriteType implements WorkloadType {

    static final Parameter SIZE =
            Parameter.of("size", Parameter.Kind.BYTES, "64KiB", "bytes each operation writes");
    static final Parameter CHUNK =
            Parameter.of("chunk", Parameter.Kind.BYTES, "64KiB", "bytes each pool job writes");
    private static final Parameter FSYNC =
            Parameter.flag("fsync", "wait until the disk has it, before the file is closed");

    @Override
    public String name() {
        return FileRequests.WRITE;
    }

    @Override
    public String summary() {
        return "opens, writes and closes a file on the pool, a job a step: what a slow disk holds";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(SIZE, CHUNK, FSYNC, TemporaryFolder.PARENT);
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new FileWriteWorkload(
                setup.name(),
                values.path(TemporaryFolder.PARENT.name()).orElse(null),
                values.bytes(SIZE.name()),
                values.bytes(CHUNK.name()),
                values.flag(FSYNC.name()));
    }
}
