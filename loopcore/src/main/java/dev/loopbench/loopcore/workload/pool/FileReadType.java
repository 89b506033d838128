package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.fs.FileRequests;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;

/** File reads on the pool. Immutable. */
public final class FileReadType implements WorkloadType {

    static final Parameter FILE =
            Parameter.of(
                    "file",
                    Parameter.Kind.PATH,
                    "",
                    "file to read; without it a temporary one is made and removed");
    static final Parameter SIZE =
            Parameter.of(
                    "size",
                    Parameter.Kind.BYTES,
                    "64KiB",
                    "bytes each operation reads; with --file, all of it unless given");
    static final Parameter CHUNK =
            Parameter.of("chunk", Parameter.Kind.BYTES, "64KiB", "bytes each pool job reads");

    static final Parameter OPEN_EACH =
            Parameter.flag(
                    "open-each",
                    "each operation opens the file, asks for its size, reads and closes it, as"
                            + " readFile does: three jobs more, one after the other");

    @Override
    public String name() {
        return FileRequests.READ;
    }

    @Override
    public String summary() {
        return "reads a file on the pool, chunk after chunk: short jobs that share its queue";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(FILE, SIZE, CHUNK, OPEN_EACH);
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new FileReadWorkload(
                setup.name(),
                values.path(FILE.name()).orElse(null),
                values.bytes(SIZE.name()),
                values.isGiven(SIZE.name()),
                values.bytes(CHUNK.name()),
                values.flag(OPEN_EACH.name()));
    }
}
