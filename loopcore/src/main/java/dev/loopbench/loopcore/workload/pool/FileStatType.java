package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.fs.FileRequests;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;
import java.util.SortedMap;

/** File attributes asked for on the pool. Immutable. */
public final class FileStatType implements WorkloadType {

    static final Parameter FILE =
            Parameter.of(
                    "file",
                    Parameter.Kind.PATH,
                    "",
                    "file or folder to ask for; without it temporary files are made and removed");
    private static final Parameter FILES =
            Parameter.of(
                    "files", Parameter.Kind.COUNT, "100", "temporary files, asked for in turn");

    @Override
    public String name() {
        return FileRequests.STAT;
    }

    @Override
    public String summary() {
        return "asks for the size of files on the pool: jobs so short that handing them over counts";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(FILES, TemporaryFolder.PARENT, FILE);
    }

    @Override
    public SortedMap<String, String> shown(ParameterValues values) {
        return NamedPath.shown(values, FILE, List.of(FILES, TemporaryFolder.PARENT));
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new PoolJobWorkload<>(
                setup.name(),
                new FileStatJob(
                        values.path(FILE.name()).orElse(null),
                        values.path(TemporaryFolder.PARENT.name()).orElse(null),
                        values.count(FILES.name())));
    }
}
