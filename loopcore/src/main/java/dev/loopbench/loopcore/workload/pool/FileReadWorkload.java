package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file once for each operation: one pool job for each chunk, one after the other. Confined
 * to the loop thread; the reads run on the workers.
 *
 * <p>Each worker has one buffer, so that no operation allocates memory for what it reads. The bytes
 * are counted and, in a file of its own, compared.
 */
final class FileReadWorkload implements Workload {

    private final String kind;
    private final @Nullable Path userFile;
    private final long askedBytes;
    private final boolean sizeGiven;
    private final long askedChunkBytes;

    private @Nullable Reader reader;

    FileReadWorkload(
            String kind,
            @Nullable Path userFile,
            long askedBytes,
            boolean sizeGiven,
            long askedChunkBytes) {
        this.kind = kind;
        this.userFile = userFile;
        this.askedBytes = askedBytes;
        this.sizeGiven = sizeGiven;
        this.askedChunkBytes = askedChunkBytes;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public void prepare(EventLoop loop) throws WorkloadException {
        prepare(
                loop,
                userFile == null ? SourceFile.temporary(askedBytes) : SourceFile.open(userFile));
    }

    void prepare(EventLoop loop, SourceFile file) throws WorkloadException {
        long sizeBytes = sizeGiven ? Math.min(askedBytes, file.sizeBytes()) : file.sizeBytes();
        long chunkBytes = Math.min(askedChunkBytes, sizeBytes);
        if (chunkBytes > Integer.MAX_VALUE) {
            file.close();
            throw new WorkloadException("--chunk must be at most " + Integer.MAX_VALUE + "B");
        }
        reader = new Reader(loop, kind, file, sizeBytes, (int) chunkBytes);
    }

    @Override
    public void start(Operation operation) {
        Reader prepared = Objects.requireNonNull(reader, "not prepared");
        new Reading(prepared, operation).begin();
    }

    @Override
    public Map<String, String> settledParameters() {
        return reader == null || reader.sizeBytes == askedBytes
                ? Map.of()
                : Map.of(FileReadType.SIZE.name(), reader.sizeBytes + "B");
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.file.close();
        }
    }

    /** What all operations share. */
    private static final class Reader {

        private final EventLoop loop;
        private final String kind;
        private final SourceFile file;
        private final long sizeBytes;
        private final int chunkBytes;
        private final ThreadLocal<ByteBuffer> buffers;

        Reader(EventLoop loop, String kind, SourceFile file, long sizeBytes, int chunkBytes) {
            this.loop = loop;
            this.kind = kind;
            this.file = file;
            this.sizeBytes = sizeBytes;
            this.chunkBytes = chunkBytes;
            this.buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(chunkBytes));
        }
    }

    /**
     * One operation. The worker of a chunk writes {@link #gotBytes}, the loop all else; the pool's
     * queues order the two.
     */
    private static final class Reading implements Callable<Boolean>, PoolRequest.Callback<Boolean> {

        private final Reader reader;
        private final Operation operation;
        private long positionBytes;
        private int gotBytes;

        Reading(Reader reader, Operation operation) {
            this.reader = reader;
            this.operation = operation;
        }

        void begin() {
            reader.loop.submit(request());
        }

        /** On a worker: reads the chunk; false if its content is not what was written. */
        @Override
        public Boolean call() throws IOException {
            ByteBuffer buffer = reader.buffers.get().clear().limit(wantedBytes());
            gotBytes = reader.file.read(buffer, positionBytes);
            reader.loop.clock().charge(FileCost.transferNanos(gotBytes));
            return reader.file.mismatch(buffer, gotBytes, positionBytes) == FilePattern.NONE;
        }

        @Override
        public void completed(PoolRequest<Boolean> request) {
            switch (request.outcome()) {
                case OK -> chunkRead(Boolean.TRUE.equals(request.result()));
                case FAILED -> operation.failed(Objects.requireNonNull(request.failure()));
                case CANCELLED -> operation.cancelled();
            }
        }

        private void chunkRead(boolean contentRight) {
            boolean whole = gotBytes == wantedBytes();
            long startBytes = positionBytes;
            positionBytes += gotBytes;
            if (!contentRight) {
                operation.wrong(
                        "the %s bytes read from %s at %s are not those that were written there"
                                .formatted(gotBytes, reader.file.path(), startBytes));
            } else if (!whole) {
                operation.wrong(
                        "read %s of %s bytes of %s"
                                .formatted(positionBytes, reader.sizeBytes, reader.file.path()));
            } else if (positionBytes == reader.sizeBytes) {
                operation.succeeded();
            } else if (!FurtherJobs.submit(reader.loop, request())) {
                operation.cancelled();
            }
        }

        private PoolRequest<Boolean> request() {
            return new PoolRequest<>(Lane.FAST_IO, reader.kind, this, this);
        }

        private int wantedBytes() {
            return (int) Math.min(reader.chunkBytes, reader.sizeBytes - positionBytes);
        }
    }
}
