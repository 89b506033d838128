package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.pool.FilePattern;
import dev.loopbench.loopcore.workload.pool.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** File reads that do not go to the pool: fs's synchronous calls. Immutable. */
record FileReadBlock() implements BlockType {

    @Override
    public String name() {
        return "fs-sync";
    }

    @Override
    public String summary() {
        return "reads a file in the callback, again and again: fs's synchronous call";
    }

    @Override
    public Optional<String> unit() {
        return Optional.of("reads");
    }

    @Override
    public Hold create(NanoClock clock, Extent extent) {
        return new Reading(clock, extent, SourceFile::read);
    }

    /** {@link SourceFile#read}. */
    @FunctionalInterface
    interface Reader {

        int read(SourceFile file, ByteBuffer buffer, long positionBytes) throws IOException;
    }

    /** So many reads from a temporary file, over and over. Confined to the loop thread. */
    static final class Reading implements Hold {

        private static final int READ_BYTES = 64 << 10;
        private static final long FILE_BYTES = 16L * READ_BYTES;
        private static final int LEAST_READS = 1;
        private static final int MOST_READS = Integer.MAX_VALUE;

        /** On the simulated machine: the call, and 8 bytes of the page cache in a nanosecond. */
        private static final long READ_NANOS = 5_000 + READ_BYTES / 8;

        private final NanoClock clock;
        private final Extent extent;
        private final Reader reader;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
        private @Nullable SourceFile file;
        private int reads;

        Reading(NanoClock clock, Extent extent, Reader reader) {
            this.clock = clock;
            this.extent = extent;
            this.reader = reader;
        }

        @Override
        public void prepare() throws WorkloadException, WrongResultException {
            SourceFile made = SourceFile.temporary(FILE_BYTES);
            file = made;
            for (long position = 0; position < FILE_BYTES; position += READ_BYTES) {
                read(made, position);
                if (made.mismatch(buffer, READ_BYTES, position) != FilePattern.NONE) {
                    throw new WrongResultException(
                            "a temporary file does not contain what was written to it");
                }
            }
            reads =
                    Calibration.size(
                            clock, extent, 1, LEAST_READS, MOST_READS, count -> read(made, count));
        }

        @Override
        public void hold() {
            readFileOnLoop();
        }

        @Override
        public Optional<String> size() {
            return Optional.of(reads + " reads of " + READ_BYTES + " bytes");
        }

        @Override
        public void close() {
            if (file != null) {
                file.close();
            }
        }

        private void readFileOnLoop() {
            read(Objects.requireNonNull(file, "not prepared"), reads);
        }

        private void read(SourceFile from, int count) {
            for (int read = 0; read < count; read++) {
                read(from, (long) read * READ_BYTES % FILE_BYTES);
            }
        }

        private void read(SourceFile from, long positionBytes) {
            int gotBytes;
            try {
                gotBytes = reader.read(from, buffer.clear(), positionBytes);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            if (gotBytes != READ_BYTES) {
                throw new IllegalStateException(
                        "read %s of %s bytes".formatted(gotBytes, READ_BYTES));
            }
            clock.charge(READ_NANOS);
        }
    }
}
