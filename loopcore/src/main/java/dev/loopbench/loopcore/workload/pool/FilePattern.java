package dev.loopbench.loopcore.workload.pool;

import java.nio.ByteBuffer;
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
}
