package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks a folder tree for each operation: see {@link FileWalk}. Confined to the loop thread; the
 * tree is touched by the workers alone.
 */
final class FileWalkWorkload implements Workload {

    private final String kind;
    private final @Nullable Path named;
    private final @Nullable Path parent;
    private final FileTree tree;
    private final FileWalk.Order order;

    private @Nullable TemporaryFolder folder;
    private FileWalk.@Nullable Shared shared;

    /**
     * @param named the user's folder; null for a tree of its own
     * @param parent of its own tree; null for the platform's temporary folder
     * @param tree of its own
     */
    FileWalkWorkload(
            String kind,
            @Nullable Path named,
            @Nullable Path parent,
            FileTree tree,
            FileWalk.Order order) {
        this.kind = kind;
        this.named = named;
        this.parent = parent;
        this.tree = tree;
        this.order = order;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public void prepare(EventLoop loop) throws WorkloadException {
        shared =
                named != null
                        ? new FileWalk.Shared(loop, kind, named, count(named), order)
                        : new FileWalk.Shared(loop, kind, make(), tree.entries(), order);
    }

    @Override
    public void start(Operation operation) {
        new FileWalk(Objects.requireNonNull(shared, "not prepared"), operation).begin();
    }

    @Override
    public void close() {
        if (folder != null) {
            folder.close();
        }
    }

    private Path make() throws WorkloadException {
        if (tree.entries() > FileTree.ENTRIES_MAX) {
            throw new WorkloadException(
                    "--depth, --folders and --files come to more than %s files and folders"
                            .formatted(FileTree.ENTRIES_MAX));
        }
        folder = TemporaryFolder.in(parent);
        try {
            tree.make(folder.path());
        } catch (IOException failure) {
            throw new WorkloadException(
                    "cannot make a folder tree in %s: %s"
                            .formatted(folder.path(), failure.getMessage()));
        }
        return folder.path();
    }

    private static long count(Path named) throws WorkloadException {
        String option = "--" + FileWalkType.ROOT.name();
        if (Files.exists(named) && !Files.isDirectory(named)) {
            throw new WorkloadException(option + " " + named + " is not a folder");
        }
        try {
            return FileTree.count(named);
        } catch (IOException failure) {
            throw new WorkloadException(option + ": " + failure.getMessage());
        }
    }
}
