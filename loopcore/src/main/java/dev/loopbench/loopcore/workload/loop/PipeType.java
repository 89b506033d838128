package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.stream.ChunkBuffers;
import dev.loopbench.loopcore.workload.ConnectionFigures;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.pool.SourceFile;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A file through a stream into a socket. Immutable. */
public final class PipeType implements WorkloadType {

    private static final Parameter SIZE =
            Parameter.of(
                    "size",
                    Parameter.Kind.BYTES,
                    "1MiB",
                    "bytes of the file, a temporary one that is removed");
    private static final Parameter CHUNK =
            Parameter.of(
                    "chunk",
                    Parameter.Kind.BYTES,
                    "64KiB",
                    "bytes that are read and written at a time");
    private static final Parameter READER_PAUSE =
            Parameter.of(
                    "reader-pause",
                    Parameter.Kind.DURATION,
                    Parameter.NO_TIME,
                    "the receiver waits so long after each read, in whole milliseconds");

    private static final Parameter IGNORE_BACKPRESSURE =
            Parameter.flag(
                    "ignore-backpressure",
                    "write on where the socket says to wait: what is read piles up in memory");

    @Override
    public String name() {
        return "pipe";
    }

    @Override
    public String summary() {
        return "pipes a file through a transform into a socket: pool, streams and back-pressure";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(SIZE, CHUNK, READER_PAUSE, IGNORE_BACKPRESSURE, RoundTrips.CONNECTIONS);
    }

    @Override
    public SortedMap<String, String> shown(ParameterValues values) {
        SortedMap<String, String> shown = new TreeMap<>(values.asText());
        if (values.durationNanos(READER_PAUSE.name()) == 0) {
            shown.remove(READER_PAUSE.name());
        }
        if (!values.flag(IGNORE_BACKPRESSURE.name())) {
            shown.remove(IGNORE_BACKPRESSURE.name());
        }
        return shown;
    }

    @Override
    public boolean needsSystem() {
        return true;
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new Program(
                setup.name(),
                values.bytes(SIZE.name()),
                values.bytes(CHUNK.name()),
                values.durationNanos(READER_PAUSE.name()),
                values.flag(IGNORE_BACKPRESSURE.name()),
                values.count(RoundTrips.CONNECTIONS.name()),
                setup.seed());
    }

    /**
     * A file piped through a mask into a connection for each operation, to a receiver on the same
     * loop: round trips with a temporary file. Confined to the loop thread; the file is read on the
     * workers.
     *
     * <p>Connections are kept from one operation to the next, so that no run leaves more of them
     * behind in TIME_WAIT than it has open at a time.
     */
    static final class Program implements Workload {

        private static final int CHUNK_MAX_BYTES = 64 << 20;

        /** None: a receiver that pauses takes its time, and what is lost the pipe's ends notice. */
        private static final long REPLY_TIMEOUT_NANOS = Long.MAX_VALUE;

        private final String kind;
        private final long sizeBytes;
        private final long chunkBytes;
        private final long readerPauseNanos;
        private final boolean ignoresBackpressure;
        private final int connections;
        private final long seed;

        private @Nullable SourceFile file;
        private @Nullable RoundTrips roundTrips;

        Program(
                String kind,
                long sizeBytes,
                long chunkBytes,
                long readerPauseNanos,
                boolean ignoresBackpressure,
                int connections,
                long seed) {
            this.kind = kind;
            this.sizeBytes = sizeBytes;
            this.chunkBytes = Math.min(chunkBytes, sizeBytes);
            this.readerPauseNanos = readerPauseNanos;
            this.ignoresBackpressure = ignoresBackpressure;
            this.connections = connections;
            this.seed = seed;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public void prepare(EventLoop loop) throws WrongResultException, WorkloadException {
            if (chunkBytes > CHUNK_MAX_BYTES) {
                throw new WorkloadException("%s must be at most %s bytes", CHUNK, CHUNK_MAX_BYTES);
            }
            Mask mask = Mask.drawn(seed);
            prepare(
                    loop,
                    mask,
                    mask,
                    ignoresBackpressure
                            ? PipeExchange.NO_LIMIT
                            : PipeExchange.queueMaxBytes((int) chunkBytes));
        }

        /** With what makes an operation wrong: two masks, or too small a limit of the queue. */
        void prepare(EventLoop loop, Mask masking, Mask unmasking, long queueMaxBytes)
                throws WrongResultException, WorkloadException {
            SourceFile made = SourceFile.temporary(sizeBytes);
            file = made;
            PipedFile piped = new PipedFile(kind, made, (int) chunkBytes);
            ChunkBuffers chunks = new ChunkBuffers(piped.chunkBytes());
            Exchanges exchanges =
                    (tcp, index, connects) ->
                            new PipeExchange(tcp, piped, masking, chunks, queueMaxBytes);
            roundTrips =
                    new RoundTrips(
                            kind,
                            new RoundTrips.Clients(
                                    connections, REPLY_TIMEOUT_NANOS, 0, target -> exchanges),
                            PipeReceiver.server(piped, unmasking, readerPauseNanos));
            roundTrips.prepare(loop);
        }

        @Override
        public void start(Operation operation) {
            roundTrips().start(operation);
        }

        @Override
        public int warmupConcurrency() {
            return connections;
        }

        @Override
        public void measured() {
            roundTrips().measured();
        }

        @Override
        public Optional<ConnectionFigures> connections() {
            return roundTrips == null ? Optional.empty() : roundTrips.connections();
        }

        @Override
        public void release() {
            if (roundTrips != null) {
                roundTrips.release();
            }
        }

        @Override
        public void close() {
            if (roundTrips != null) {
                roundTrips.close();
            }
            if (file != null) {
                file.close();
            }
        }

        private RoundTrips roundTrips() {
            return Objects.requireNonNull(roundTrips, "not prepared");
        }
    }

    /**
     * What every operation of a pipe sends. Immutable.
     *
     * @param kind of its pool jobs
     * @param chunkBytes at most so many are read and written at a time
     */
    record PipedFile(String kind, SourceFile file, int chunkBytes) {

        long sizeBytes() {
            return file.sizeBytes();
        }
    }
}
