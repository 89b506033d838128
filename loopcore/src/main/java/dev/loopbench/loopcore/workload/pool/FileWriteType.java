package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.fs.FileRequests;
import dev.loopbench.loopcore.fs.OpenFile;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.pool.TargetFiles.TargetFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

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
        return new Program(
                setup.name(),
                values.path(TemporaryFolder.PARENT.name()).orElse(null),
                values.bytes(SIZE.name()),
                values.bytes(CHUNK.name()),
                values.flag(FSYNC.name()));
    }

    /**
     * Writes a file for each operation: see {@link Writing}. Confined to the loop thread; the file
     * is touched by the workers alone.
     */
    static final class Program implements Workload {

        private final String kind;
        private final @Nullable Path parent;
        private final long sizeBytes;
        private final long askedChunkBytes;
        private final boolean sync;

        private @Nullable TargetFiles files;
        private Writing.@Nullable Shared shared;

        /**
         * @param parent of the folder of the files; null for the platform's temporary one
         */
        Program(
                String kind,
                @Nullable Path parent,
                long sizeBytes,
                long askedChunkBytes,
                boolean sync) {
            this.kind = kind;
            this.parent = parent;
            this.sizeBytes = sizeBytes;
            this.askedChunkBytes = askedChunkBytes;
            this.sync = sync;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public void prepare(EventLoop loop) throws WrongResultException, WorkloadException {
            Writer writer = writer();
            files = new TargetFiles(TemporaryFolder.in(parent));
            check(writer, files);
            shared = new Writing.Shared(loop, kind, writer, files, sync);
        }

        @Override
        public void start(Operation operation) {
            new Writing(Objects.requireNonNull(shared, "not prepared"), operation).begin();
        }

        @Override
        public void close() {
            if (files != null) {
                files.close();
            }
        }

        private Writer writer() throws WorkloadException {
            long chunkBytes = Math.min(askedChunkBytes, sizeBytes);
            if (chunkBytes > FilePattern.Content.PART_MAX_BYTES) {
                throw new WorkloadException(
                        "%s must be at most %sB", CHUNK, FilePattern.Content.PART_MAX_BYTES);
            }
            try {
                return new Writer(
                        new FilePattern.Content((int) chunkBytes), sizeBytes, (int) chunkBytes);
            } catch (OutOfMemoryError tooLarge) {
                throw new WorkloadException(
                        "%s of %s bytes is more than there is memory for", CHUNK, chunkBytes);
            }
        }

        private void check(Writer writer, TargetFiles targets)
                throws WrongResultException, WorkloadException {
            TargetFile file = targets.take();
            try {
                if (!writer.isReadBack(file)) {
                    throw new WrongResultException(
                            "%s does not have the %s bytes that were written to it"
                                    .formatted(file.path(), sizeBytes));
                }
            } catch (IOException failure) {
                throw new WorkloadException(String.valueOf(failure.getMessage()));
            }
            targets.giveBack(file);
        }
    }

    /**
     * One operation that writes a file: a pool job for each step, one after the other. A file that
     * could not be written is still closed, by a job too.
     *
     * <p>Confined to the loop thread, but for the work of a step, whose result is {@link #got}; the
     * pool's queues order the two.
     */
    static final class Writing implements Callable<Boolean>, PoolRequest.Callback<Boolean> {

        /** What all operations share. */
        record Shared(
                EventLoop loop, String kind, Writer writer, TargetFiles files, boolean sync) {}

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

        Writing(Shared shared, Operation operation) {
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

        /**
         * The end of an operation may be the start of the next: before it the file is free again.
         */
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

    /** The steps in which a file is written, each on the calling thread. Immutable. */
    static final class Writer {

        private final FilePattern.Content content;
        private final long sizeBytes;
        private final int chunkBytes;

        Writer(FilePattern.Content content, long sizeBytes, int chunkBytes) {
            this.content = content;
            this.sizeBytes = sizeBytes;
            this.chunkBytes = chunkBytes;
        }

        long sizeBytes() {
            return sizeBytes;
        }

        /**
         * Writes the chunk at this position.
         *
         * @return how much of it the system took, at least a byte
         */
        int write(TargetFile file, long positionBytes) throws IOException {
            int length = (int) Math.min(chunkBytes, sizeBytes - positionBytes);
            int written =
                    file.opened()
                            .write(content.part(positionBytes, length), positionBytes)
                            .orThrow("cannot write", file.path());
            if (written == 0) {
                throw new IOException(
                        "cannot write %s: the system took none of %s bytes"
                                .formatted(file.path(), length));
            }
            return written;
        }

        void sync(TargetFile file) throws IOException {
            file.opened().sync().orThrow("cannot sync", file.path());
        }

        /**
         * Closes it.
         *
         * @return how long the file has become
         */
        long close(TargetFile file) throws IOException {
            OpenFile opened = file.opened();
            try {
                return opened.sizeBytes().orThrow("cannot tell the size of", file.path());
            } finally {
                opened.close();
            }
        }

        /** Writes all of it at once and reads it back; false if that is not the same. */
        boolean isReadBack(TargetFile file) throws IOException {
            file.open();
            try {
                long position = 0;
                while (position < sizeBytes) {
                    position += write(file, position);
                }
            } catch (IOException failure) {
                file.closeIfOpen();
                throw failure;
            }
            return close(file) == sizeBytes && content.isIn(file.path());
        }
    }
}
