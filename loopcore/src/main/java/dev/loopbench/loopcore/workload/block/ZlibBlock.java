package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compression that does not go to the pool: zlib's synchronous call. Immutable. */
record ZlibBlock() implements BlockType {

    @Override
    public String name() {
        return "zlib-sync";
    }

    @Override
    public String summary() {
        return "compresses in the callback: zlib's synchronous gzip";
    }

    @Override
    public Optional<String> unit() {
        return Optional.of("bytes");
    }

    @Override
    public Hold create(NanoClock clock, Extent extent) {
        return new Compression(clock, extent, ZlibBlock::gunzip);
    }

    private static byte[] gunzip(byte[] compressed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return gzip.readAllBytes();
        } catch (IOException malformed) {
            return new byte[0];
        }
    }

    /** One stream of so many bytes. Confined to the loop thread. */
    static final class Compression implements Hold {

        private static final int BLOCK_BYTES = 64 << 10;

        /** Of 16 letters, so that there is something to find. */
        private static final int LETTERS = 16;

        private static final int LEAST_BYTES = 1 << 10;
        private static final int MOST_BYTES = Integer.MAX_VALUE;

        /** A byte on the simulated machine. */
        private static final long BYTE_NANOS = 25;

        private final NanoClock clock;
        private final Extent extent;
        private final UnaryOperator<byte[]> gunzip;
        private final byte[] block = new byte[BLOCK_BYTES];
        private int sizeBytes;

        Compression(NanoClock clock, Extent extent, UnaryOperator<byte[]> gunzip) {
            this.clock = clock;
            this.extent = extent;
            this.gunzip = gunzip;
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < block.length; i++) {
                block[i] = (byte) ('a' + random.nextInt(LETTERS));
            }
        }

        @Override
        public void prepare() throws WrongResultException, WorkloadException {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            gzip(BLOCK_BYTES, compressed);
            if (!Arrays.equals(block, gunzip.apply(compressed.toByteArray()))) {
                throw new WrongResultException("gzip does not give back what it was given");
            }
            sizeBytes = Calibration.size(clock, extent, 1, LEAST_BYTES, MOST_BYTES, this::compress);
        }

        @Override
        public void hold() {
            gzipOnLoop();
        }

        @Override
        public Optional<String> size() {
            return Optional.of(sizeBytes + " bytes");
        }

        private void gzipOnLoop() {
            compress(sizeBytes);
        }

        private void compress(int bytes) {
            CountingStream compressed = new CountingStream();
            gzip(bytes, compressed);
            if (compressed.bytes == 0) {
                throw new IllegalStateException("gzip gave nothing");
            }
            clock.charge(bytes * BYTE_NANOS);
        }

        private void gzip(int bytes, OutputStream into) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(into, BLOCK_BYTES)) {
                for (int left = bytes; left > 0; left -= BLOCK_BYTES) {
                    gzip.write(block, 0, Math.min(left, BLOCK_BYTES));
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible); // memory takes it all
            }
        }
    }

    /** Keeps nothing. */
    private static final class CountingStream extends OutputStream {

        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] data, int offset, int length) {
            bytes += length;
        }
    }
}
