package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.fs.FileRequests;
import dev.loopbench.loopcore.fs.OpenFile;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Sentence;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

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
                    Sentence.of(
                            "bytes each operation reads; with %s, all of it unless given", FILE));
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
        return new Program(
                setup.name(),
                values.path(FILE.name()).orElse(null),
                values.bytes(SIZE.name()),
                values.isGiven(SIZE.name()),
                values.bytes(CHUNK.name()),
                values.flag(OPEN_EACH.name()));
    }

    /**
     * Reads a file once for each operation: one pool job for each chunk, one after the other.
     * Confined to the loop thread; the reads run on the workers. Where each operation opens the
     * file, jobs that open it and ask for its size come before, and one that closes it behind:
     * {@code open}, {@code fstat}, {@code read}s and {@code close} of Node's {@code readFile}.
     *
     * <p>Each worker has one buffer, so that no operation allocates memory for what it reads. The
     * bytes are counted and, in a file of its own, compared.
     */
    static final class Program implements Workload {

        private final String kind;
        private final @Nullable Path userFile;
        private final long askedBytes;
        private final boolean sizeGiven;
        private final long askedChunkBytes;
        private final boolean opensEach;

        private @Nullable Reader reader;

        Program(
                String kind,
                @Nullable Path userFile,
                long askedBytes,
                boolean sizeGiven,
                long askedChunkBytes,
                boolean opensEach) {
            this.kind = kind;
            this.userFile = userFile;
            this.askedBytes = askedBytes;
            this.sizeGiven = sizeGiven;
            this.askedChunkBytes = askedChunkBytes;
            this.opensEach = opensEach;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public void prepare(EventLoop loop) throws WorkloadException {
            if (userFile != null) {
                prepare(loop, SourceFile.open(userFile));
            } else {
                prepare(
                        loop,
                        opensEach
                                ? SourceFile.named(askedBytes)
                                : SourceFile.temporary(askedBytes));
            }
        }

        void prepare(EventLoop loop, SourceFile file) throws WorkloadException {
            long sizeBytes = sizeGiven ? Math.min(askedBytes, file.sizeBytes()) : file.sizeBytes();
            long chunkBytes = Math.min(askedChunkBytes, sizeBytes);
            if (chunkBytes > Integer.MAX_VALUE) {
                file.close();
                throw new WorkloadException("%s must be at most %sB", CHUNK, Integer.MAX_VALUE);
            }
            reader = new Reader(loop, kind, file, sizeBytes, (int) chunkBytes, opensEach);
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
            private final boolean opensEach;
            private final ThreadLocal<ByteBuffer> buffers;

            Reader(
                    EventLoop loop,
                    String kind,
                    SourceFile file,
                    long sizeBytes,
                    int chunkBytes,
                    boolean opensEach) {
                this.loop = loop;
                this.kind = kind;
                this.file = file;
                this.sizeBytes = sizeBytes;
                this.chunkBytes = chunkBytes;
                this.opensEach = opensEach;
                this.buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(chunkBytes));
            }
        }

        /** What the next job of an operation does. */
        private enum Step {
            OPEN,
            STAT,
            READ,
            CLOSE
        }

        /**
         * One operation. The worker of a job writes {@link #gotBytes} and {@link #opened}, the loop
         * all else; the pool's queues order the two.
         */
        private static final class Reading
                implements Callable<Boolean>, PoolRequest.Callback<Boolean> {

            private final Reader reader;
            private final Operation operation;
            private Step step;
            private @Nullable OpenFile opened;
            private long positionBytes;
            private int gotBytes;

            /** How it ends, once the file is closed. */
            private Runnable ending;

            Reading(Reader reader, Operation operation) {
                this.reader = reader;
                this.operation = operation;
                this.step = reader.opensEach ? Step.OPEN : Step.READ;
                this.ending = operation::succeeded;
            }

            void begin() {
                reader.loop.submit(request());
            }

            /** On a worker: one job; false if it finds what is wrong. */
            @Override
            public Boolean call() throws IOException {
                return switch (step) {
                    case OPEN -> open();
                    case STAT -> stat();
                    case READ -> read();
                    case CLOSE -> close();
                };
            }

            private boolean open() throws IOException {
                reader.loop.clock().charge(FileCost.CALL_NANOS);
                Path path = reader.file.path();
                opened = OpenFile.open(path, StandardOpenOption.READ).orThrow("cannot open", path);
                return true;
            }

            private boolean stat() throws IOException {
                reader.loop.clock().charge(FileCost.CALL_NANOS);
                Path path = reader.file.path();
                long sizeBytes = ownFile().sizeBytes().orThrow("cannot ask for", path);
                return sizeBytes >= reader.sizeBytes;
            }

            private boolean read() throws IOException {
                ByteBuffer buffer = reader.buffers.get().clear().limit(wantedBytes());
                gotBytes =
                        opened == null
                                ? reader.file.read(buffer, positionBytes)
                                : SourceFile.read(opened, buffer, positionBytes);
                reader.loop.clock().charge(FileCost.transferNanos(gotBytes));
                return reader.file.mismatch(buffer, gotBytes, positionBytes) == FilePattern.NONE;
            }

            private boolean close() throws IOException {
                reader.loop.clock().charge(FileCost.CALL_NANOS);
                return ownFile().close().orThrow("cannot close", reader.file.path());
            }

            @Override
            public void completed(PoolRequest<Boolean> request) {
                switch (request.outcome()) {
                    case OK -> done(Boolean.TRUE.equals(request.result()));
                    case FAILED -> {
                        Throwable failure = Objects.requireNonNull(request.failure());
                        end(() -> operation.failed(failure));
                    }
                    case CANCELLED -> interrupted();
                }
            }

            private void done(boolean right) {
                switch (step) {
                    case OPEN -> next(Step.STAT);
                    case STAT -> {
                        if (right) {
                            next(Step.READ);
                        } else {
                            wrong(reader.file.path() + " has become shorter meanwhile");
                        }
                    }
                    case READ -> chunkRead(right);
                    case CLOSE -> ending.run();
                }
            }

            private void chunkRead(boolean contentRight) {
                boolean whole = gotBytes == wantedBytes();
                long startBytes = positionBytes;
                positionBytes += gotBytes;
                if (!contentRight) {
                    wrong(
                            "the %s bytes read from %s at %s are not those that were written there"
                                    .formatted(gotBytes, reader.file.path(), startBytes));
                } else if (!whole) {
                    wrong(
                            "read %s of %s bytes of %s"
                                    .formatted(
                                            positionBytes, reader.sizeBytes, reader.file.path()));
                } else if (positionBytes == reader.sizeBytes) {
                    end(operation::succeeded);
                } else {
                    next(Step.READ);
                }
            }

            private void wrong(String detail) {
                end(() -> operation.wrong(detail));
            }

            /** Closes the file first, if it has one. */
            private void end(Runnable how) {
                ending = how;
                if (opened == null || step == Step.CLOSE) {
                    how.run();
                } else {
                    next(Step.CLOSE);
                }
            }

            private void next(Step following) {
                step = following;
                if (!FurtherJobs.submit(reader.loop, request())) {
                    interrupted();
                }
            }

            private void interrupted() {
                if (opened != null) {
                    opened.close();
                }
                operation.cancelled();
            }

            private OpenFile ownFile() {
                return Objects.requireNonNull(opened, "not open");
            }

            private PoolRequest<Boolean> request() {
                return new PoolRequest<>(Lane.FAST_IO, reader.kind, this, this);
            }

            private int wantedBytes() {
                return (int) Math.min(reader.chunkBytes, reader.sizeBytes - positionBytes);
            }
        }
    }
}
