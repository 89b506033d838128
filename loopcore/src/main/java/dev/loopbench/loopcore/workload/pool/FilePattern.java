package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.fs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/**
 * Content that shows where in a file it belongs. Immutable.
 *
 * <p>One random sequence over and over. Its length is a prime, so that no shift by whole pages or
 * chunks below their product goes unseen; whole runs of it are compared at once, which costs far
 * less than the read that is checked.
 */
public final class FilePattern {

    /** The smallest prime over 64 KiB. */
    static final int PERIOD_BYTES = 65_537;

    /** {@link #mismatch} found none. */
    public static final int NONE = -1;

    private static final long SEED = 1;

    private final ByteBuffer sequence = ByteBuffer.allocateDirect(PERIOD_BYTES);

    FilePattern() {
        SplittableRandom random = new SplittableRandom(SEED);
        while (sequence.hasRemaining()) {
            sequence.put((byte) random.nextInt());
        }
        sequence.flip();
    }

    /** Fills what remains of {@code buffer}, which will stand at this position of the file. */
    void fill(ByteBuffer buffer, long positionBytes) {
        long position = positionBytes;
        while (buffer.hasRemaining()) {
            int offset = (int) (position % PERIOD_BYTES);
            int length = Math.min(buffer.remaining(), PERIOD_BYTES - offset);
            buffer.put(sequence.slice(offset, length));
            position += length;
        }
    }

    /**
     * Index of the first of {@code count} bytes from the buffer's start that does not belong at its
     * place, or {@link #NONE}. Thread-safe but for the buffer.
     */
    int mismatch(ByteBuffer buffer, int count, long positionBytes) {
        int done = 0;
        while (done < count) {
            int offset = (int) ((positionBytes + done) % PERIOD_BYTES);
            int length = Math.min(count - done, PERIOD_BYTES - offset);
            int index = buffer.slice(done, length).mismatch(sequence.slice(offset, length));
            if (index >= 0) {
                return done + index;
            }
            done += length;
        }
        return NONE;
    }

    /**
     * The bytes that operations write: any part of a file of {@link FilePattern}'s content, ready
     * in memory, so that a write is nothing but the write. Thread-safe: it is only read.
     */
    static final class Content {

        private static final int READ_BYTES = 1 << 20;

        /** The longest part. */
        static final int PART_MAX_BYTES = Integer.MAX_VALUE - FilePattern.PERIOD_BYTES;

        private final FilePattern pattern = new FilePattern();

        /** A part begins within the first period and ends at most a part's length behind it. */
        private final ByteBuffer bytes;

        /**
         * @param partMaxBytes of any part that will be asked for
         * @throws OutOfMemoryError if there is not so much memory outside of the heap
         */
        Content(int partMaxBytes) {
            bytes = ByteBuffer.allocateDirect(FilePattern.PERIOD_BYTES + partMaxBytes);
            pattern.fill(bytes, 0);
            bytes.clear();
        }

        /** What stands at this position of the file. */
        ByteBuffer part(long positionBytes, int lengthBytes) {
            return bytes.slice((int) (positionBytes % FilePattern.PERIOD_BYTES), lengthBytes);
        }

        /** Whether the file has this content, as far as it goes. */
        boolean isIn(Path path) throws IOException {
            OpenFile file =
                    OpenFile.open(path, StandardOpenOption.READ).orThrow("cannot open", path);
            try {
                ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
                long position = 0;
                int got = 1;
                boolean right = true;
                while (right && got > 0) {
                    got = file.read(buffer.clear(), position).orThrow("cannot read", path);
                    right = pattern.mismatch(buffer, got, position) == FilePattern.NONE;
                    position += got;
                }
                return right;
            } finally {
                file.close();
            }
        }
    }
}
