package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.fs.Directory;
import dev.loopbench.loopcore.fs.FileStat;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    private static final Parameter ORDER =
            Parameter.choice(
                    "order",
                    "parallel",
                    "all that is known at once, one call after the other, or all of it on the loop"
                            + " as by readdirSync and lstatSync",
                    List.of("parallel", "sequence", "sync"));

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
        return TemporaryFolder.shown(
                values, ROOT, List.of(DEPTH, FOLDERS, FILES, TemporaryFolder.PARENT));
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new Program(
                setup.name(),
                values.path(ROOT.name()).orElse(null),
                values.path(TemporaryFolder.PARENT.name()).orElse(null),
                new Tree(
                        values.count(DEPTH.name()),
                        values.count(FOLDERS.name()),
                        values.count(FILES.name())),
                Walk.Order.valueOf(values.text(ORDER.name()).toUpperCase(Locale.ROOT)));
    }

    /**
     * Walks a folder tree for each operation: see {@link Walk}. Confined to the loop thread; the
     * tree is touched by the workers alone.
     */
    static final class Program implements Workload {

        private final String kind;
        private final @Nullable Path named;
        private final @Nullable Path parent;
        private final Tree tree;
        private final Walk.Order order;

        private @Nullable TemporaryFolder folder;
        private Walk.@Nullable Shared shared;

        /**
         * @param named the user's folder; null for a tree of its own
         * @param parent of its own tree; null for the platform's temporary folder
         * @param tree of its own
         */
        Program(
                String kind,
                @Nullable Path named,
                @Nullable Path parent,
                Tree tree,
                Walk.Order order) {
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
                            ? new Walk.Shared(loop, kind, named, count(named), order)
                            : new Walk.Shared(loop, kind, make(), tree.entries(), order);
        }

        @Override
        public void start(Operation operation) {
            new Walk(Objects.requireNonNull(shared, "not prepared"), operation).begin();
        }

        @Override
        public void close() {
            if (folder != null) {
                folder.close();
            }
        }

        private Path make() throws WorkloadException {
            if (tree.entries() > Tree.ENTRIES_MAX) {
                throw new WorkloadException(
                        "%s, %s and %s come to more than %s files and folders",
                        DEPTH, FOLDERS, FILES, Tree.ENTRIES_MAX);
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
            if (Files.exists(named) && !Files.isDirectory(named)) {
                throw new WorkloadException("%s %s is not a folder", ROOT, named);
            }
            try {
                return Tree.count(named);
            } catch (IOException failure) {
                throw new WorkloadException("%s: %s", ROOT, String.valueOf(failure.getMessage()));
            }
        }
    }

    /**
     * One operation that walks a folder tree: a pool job lists each folder, and another asks what
     * each entry is. Confined to the loop thread, but for the jobs' work.
     *
     * <p>In parallel nothing holds it back: all entries of a folder are asked for at once, and each
     * folder among them is listed as soon as it is known. So the queue grows as wide as the tree.
     * No symbolic link is followed, but one that the user names as the root.
     */
    static final class Walk {

        /** What a walk asks for at a time. */
        enum Order {
            /** All that is known, as {@code readdir} and {@code Promise.all} over {@code lstat}. */
            PARALLEL,
            /** One thing, as a loop over {@code await lstat}: one job of a walk is under way. */
            SEQUENCE,
            /** All of it on the loop, as {@code readdirSync} and {@code lstatSync}: no pool job. */
            SYNC
        }

        /**
         * What all operations share.
         *
         * @param entries that are below the root
         */
        record Shared(EventLoop loop, String kind, Path root, long entries, Order order) {}

        private final Shared shared;
        private final Operation operation;
        private long entries;
        private int jobsInFlight;

        /** In sequence: what is to be asked for, the first first. */
        private final Deque<PoolRequest<?>> next = new ArrayDeque<>();

        private boolean interrupted;
        private @Nullable Throwable failure;

        Walk(Shared shared, Operation operation) {
            this.shared = shared;
            this.operation = operation;
        }

        void begin() {
            if (shared.order == Order.SYNC) {
                // A callback of its own, which has a name: what asked for the walk is not the
                // culprit.
                shared.loop.setImmediate(this::walkOnLoop).label(shared.kind + " (sync)");
                return;
            }
            jobsInFlight++;
            shared.loop.submit(listing(shared.root));
        }

        /** Its name is what stacks show. */
        private void walkOnLoop() {
            Deque<Path> folders = new ArrayDeque<>(List.of(shared.root));
            try {
                while (!folders.isEmpty()) {
                    List<Path> found = Tree.list(folders.remove());
                    shared.loop.clock().charge(FileCost.listNanos(found.size()));
                    entries += found.size();
                    for (Path entry : found) {
                        if (Tree.lstat(entry).kind() == FileStat.Kind.DIRECTORY) {
                            folders.add(entry);
                        }
                        shared.loop.clock().charge(FileCost.CALL_NANOS);
                    }
                }
            } catch (IOException unreadable) {
                failed(unreadable);
            }
            endIfIdle();
        }

        private PoolRequest<List<Path>> listing(Path folder) {
            return request(
                    () -> {
                        List<Path> found = Tree.list(folder);
                        shared.loop.clock().charge(FileCost.listNanos(found.size()));
                        return found;
                    },
                    this::listed);
        }

        private void listed(List<Path> found) {
            entries += found.size();
            found.forEach(entry -> submit(question(entry)));
        }

        private PoolRequest<FileStat> question(Path entry) {
            return request(
                    () -> {
                        FileStat stat = Tree.lstat(entry);
                        shared.loop.clock().charge(FileCost.CALL_NANOS);
                        return stat;
                    },
                    stat -> answered(entry, stat));
        }

        private void answered(Path entry, FileStat stat) {
            if (stat.kind() == FileStat.Kind.DIRECTORY) {
                submit(listing(entry));
            }
        }

        private <T> PoolRequest<T> request(Callable<T> work, Consumer<T> done) {
            return new PoolRequest<>(
                    Lane.FAST_IO, shared.kind, work, request -> jobEnded(request, done));
        }

        /**
         * Nothing more once it has failed or was interrupted: it only waits for what is in flight.
         */
        private void submit(PoolRequest<?> request) {
            if (failure != null || interrupted) {
                return;
            }
            if (shared.order == Order.SEQUENCE && jobsInFlight > 0) {
                next.add(request);
            } else if (FurtherJobs.submit(shared.loop, request)) {
                jobsInFlight++;
            } else {
                interrupted = true;
            }
        }

        private <T> void jobEnded(PoolRequest<T> request, Consumer<T> done) {
            jobsInFlight--;
            switch (request.outcome()) {
                case OK -> done.accept(Objects.requireNonNull(request.result()));
                case FAILED -> failed(Objects.requireNonNull(request.failure()));
                case CANCELLED -> interrupted = true;
            }
            if (jobsInFlight == 0 && !next.isEmpty()) {
                submit(next.remove());
            }
            endIfIdle();
        }

        private void failed(Throwable reason) {
            if (failure == null) {
                failure = reason;
            }
        }

        private void endIfIdle() {
            if (jobsInFlight > 0) {
                return;
            }
            if (failure != null) {
                operation.failed(failure);
            } else if (interrupted) {
                operation.cancelled();
            } else if (entries != shared.entries) {
                operation.wrong(
                        "found %s files and folders in %s, not %s"
                                .formatted(entries, shared.root, shared.entries));
            } else {
                operation.succeeded();
            }
        }
    }

    /**
     * The shape of a tree of folders and empty files. Immutable.
     *
     * @param depth levels of folders below the root
     * @param folders in each folder but the deepest
     * @param files in each folder
     */
    record Tree(int depth, int folders, int files) {

        /** More takes minutes to make. */
        static final long ENTRIES_MAX = 1_000_000;

        /** How many files and folders are below the root, or one more than {@link #ENTRIES_MAX}. */
        long entries() {
            long level = 1;
            long all = files;
            for (int below = 0; below < depth && all <= ENTRIES_MAX; below++) {
                level = Math.min(level * folders, ENTRIES_MAX + 1);
                all += level * (1L + files);
            }
            return Math.min(all, ENTRIES_MAX + 1);
        }

        /** Makes what is below {@code root}, an empty folder. */
        void make(Path root) throws IOException {
            fill(root, depth);
        }

        /**
         * How many files and folders are below {@code root}, counted on the calling thread. A
         * symbolic link counts as what it is and is not followed.
         */
        static long count(Path root) throws IOException {
            long entries = 0;
            Deque<Path> folders = new ArrayDeque<>(List.of(root));
            while (!folders.isEmpty()) {
                for (Path entry : list(folders.remove())) {
                    entries++;
                    if (lstat(entry).kind() == FileStat.Kind.DIRECTORY) {
                        folders.add(entry);
                    }
                }
            }
            return entries;
        }

        static List<Path> list(Path folder) throws IOException {
            return Directory.entries(folder).orThrow("cannot list", folder);
        }

        static FileStat lstat(Path path) throws IOException {
            return FileStat.lstat(path).orThrow("cannot ask for", path);
        }

        private void fill(Path folder, int levelsBelow) throws IOException {
            for (int file = 0; file < files; file++) {
                Files.createFile(folder.resolve("file-" + file));
            }
            if (levelsBelow > 0) {
                for (int index = 0; index < folders; index++) {
                    fill(Files.createDirectory(folder.resolve("folder-" + index)), levelsBelow - 1);
                }
            }
        }
    }
}
