package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.fs.FileStat;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.workload.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One operation that walks a folder tree: a pool job lists each folder, and another asks what each
 * entry is. Confined to the loop thread, but for the jobs' work.
 *
 * <p>Nothing holds it back: all entries of a folder are asked for at once, and each folder among
 * them is listed as soon as it is known, as by {@code readdir} and {@code Promise.all} over {@code
 * lstat}. So the queue grows as wide as the tree. No symbolic link is followed, but one that the
 * user names as the root.
 */
final class FileWalk {

    /**
     * What all operations share.
     *
     * @param entries that are below the root
     */
    record Shared(EventLoop loop, String kind, Path root, long entries) {}

    private final Shared shared;
    private final Operation operation;
    private long entries;
    private int jobsInFlight;
    private boolean interrupted;
    private @Nullable Throwable failure;

    FileWalk(Shared shared, Operation operation) {
        this.shared = shared;
        this.operation = operation;
    }

    void begin() {
        jobsInFlight++;
        shared.loop.submit(listing(shared.root));
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
        if (FurtherJobs.submit(shared.loop, request)) {
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
