package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.fs.FileStat;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.workload.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One operation that walks a folder tree: a pool job lists each folder, and another asks what each
 * entry is. Confined to the loop thread, but for the jobs' work.
 *
 * <p>In parallel nothing holds it back: all entries of a folder are asked for at once, and each
 * folder among them is listed as soon as it is known. So the queue grows as wide as the tree. No
 * symbolic link is followed, but one that the user names as the root.
 */
final class FileWalk {

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

    FileWalk(Shared shared, Operation operation) {
        this.shared = shared;
        this.operation = operation;
    }

    void begin() {
        if (shared.order == Order.SYNC) {
            // A callback of its own, which has a name: what asked for the walk is not the culprit.
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
                List<Path> found = FileTree.list(folders.remove());
                shared.loop.clock().charge(FileCost.listNanos(found.size()));
                entries += found.size();
                for (Path entry : found) {
                    if (FileTree.lstat(entry).kind() == FileStat.Kind.DIRECTORY) {
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
                    List<Path> found = FileTree.list(folder);
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
                    FileStat stat = FileTree.lstat(entry);
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

    /** Nothing more once it has failed or was interrupted: it only waits for what is in flight. */
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
