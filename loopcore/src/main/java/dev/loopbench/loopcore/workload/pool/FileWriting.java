package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.pool.TargetFiles.TargetFile;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One operation that writes a file: a pool job for each step, one after the other. A file that
 * could not be written is still closed, by a job too.
 *
 * <p>Confined to the loop thread, but for the work of a step, whose result is {@link #got}; the
 * pool's queues order the two.
 */
final class FileWriting implements Callable<Boolean>, PoolRequest.Callback<Boolean> {

    /** What all operations share. */
    record Shared(
            EventLoop loop, String kind, FileWriter writer, TargetFiles files, boolean sync) {}

    private enum Step {
        OPEN,
        WRITE,
        SYNC,
        CLOSE
    }

    private final Shared shared;
    private final Operation operation;
    private final TargetFile file;
    private Step step = Step.OPEN;
    private long writtenBytes;
    private @Nullable Throwable failure;

    /** Of a write the bytes written, of a close those in the file. */
    private long got;

    FileWriting(Shared shared, Operation operation) {
        this.shared = shared;
        this.operation = operation;
        this.file = shared.files.take();
    }

    void begin() {
        shared.loop.submit(request());
    }

    /** On a worker. */
    @Override
    public Boolean call() throws IOException {
        NanoClock clock = shared.loop.clock();
        switch (step) {
            case OPEN -> file.open();
            case WRITE -> got = shared.writer.write(file, writtenBytes);
            case SYNC -> shared.writer.sync(file);
            case CLOSE -> got = shared.writer.close(file);
        }
        clock.charge(costNanos());
        return true;
    }

    @Override
    public void completed(PoolRequest<Boolean> request) {
        switch (request.outcome()) {
            case OK -> stepDone();
            case FAILED -> stepFailed(Objects.requireNonNull(request.failure()));
            case CANCELLED -> cancelled();
        }
    }

    private void stepDone() {
        switch (step) {
            case OPEN -> next(Step.WRITE);
            case WRITE -> {
                writtenBytes += got;
                next(writtenBytes < shared.writer.sizeBytes() ? Step.WRITE : afterWrite());
            }
            case SYNC -> next(Step.CLOSE);
            case CLOSE -> closed();
        }
    }

    private Step afterWrite() {
        return shared.sync ? Step.SYNC : Step.CLOSE;
    }

    private void stepFailed(Throwable reason) {
        if (failure == null) {
            failure = reason;
        }
        if (step == Step.OPEN || step == Step.CLOSE) {
            closed();
        } else {
            next(Step.CLOSE);
        }
    }

    private void next(Step following) {
        step = following;
        if (!FurtherJobs.submit(shared.loop, request())) {
            cancelled();
        }
    }

    private PoolRequest<Boolean> request() {
        return new PoolRequest<>(Lane.FAST_IO, shared.kind, this, this);
    }

    /** The end of an operation may be the start of the next: before it the file is free again. */
    private void closed() {
        shared.files.giveBack(file);
        if (failure != null) {
            operation.failed(failure);
        } else if (got != shared.writer.sizeBytes()) {
            operation.wrong(
                    "wrote %s bytes to %s, which then had %s"
                            .formatted(writtenBytes, file.path(), got));
        } else {
            operation.succeeded();
        }
    }

    private void cancelled() {
        file.closeIfOpen();
        shared.files.giveBack(file);
        operation.cancelled();
    }

    private long costNanos() {
        return switch (step) {
            case OPEN, CLOSE -> FileCost.CALL_NANOS;
            case WRITE -> FileCost.transferNanos(got);
            case SYNC -> FileCost.SYNC_NANOS;
        };
    }
}
