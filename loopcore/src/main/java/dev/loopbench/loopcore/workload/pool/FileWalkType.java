package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** Walks through folders on the pool. Immutable. */
public final class FileWalkType implements WorkloadType {

    static final Parameter ROOT =
            Parameter.of(
                    "root",
                    Parameter.Kind.PATH,
                    "",
                    "folder to walk; without it a temporary tree is made and removed");
    private static final Parameter DEPTH =
            Parameter.of(
                    "depth",
                    Parameter.Kind.COUNT,
                    "3",
                    "levels of folders below the temporary one");
    private static final Parameter FOLDERS =
            Parameter.of("folders", Parameter.Kind.COUNT, "3", "folders in each but the deepest");
    private static final Parameter FILES =
            Parameter.of("files", Parameter.Kind.COUNT, "10", "files in each folder");

    private static final String PARALLEL = "parallel";
    private static final String SEQUENCE = "sequence";
    private static final String SYNC = "sync";
    private static final Parameter ORDER =
            Parameter.choice(
                    "order",
                    PARALLEL,
                    "all that is known at once, one call after the other, or all of it on the loop"
                            + " as by readdirSync and lstatSync",
                    List.of(PARALLEL, SEQUENCE, SYNC));

    @Override
    public String name() {
        return "fs-walk";
    }

    @Override
    public String summary() {
        return "walks a folder tree on the pool: all at once, one operation fills the queue";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(DEPTH, FOLDERS, FILES, TemporaryFolder.PARENT, ROOT, ORDER);
    }

    @Override
    public SortedMap<String, String> shown(ParameterValues values) {
        return NamedPath.shown(
                values, ROOT, List.of(DEPTH, FOLDERS, FILES, TemporaryFolder.PARENT));
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new FileWalkWorkload(
                setup.name(),
                values.path(ROOT.name()).orElse(null),
                values.path(TemporaryFolder.PARENT.name()).orElse(null),
                new FileTree(
                        values.count(DEPTH.name()),
                        values.count(FOLDERS.name()),
                        values.count(FILES.name())),
                FileWalk.Order.valueOf(values.text(ORDER.name()).toUpperCase(Locale.ROOT)));
    }
}
