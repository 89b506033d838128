package dev.loopbench.cli.workload;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How hard a key of scrypt is to derive (RFC 7914, section 2). Immutable.
 *
 * @param n CPU and memory cost: Node's {@code cost}
 * @param blockSize {@code r}
 * @param parallelization {@code p}: so many mixes, one after the other
 */
record ScryptCost(int n, int blockSize, int parallelization) {

    /** {@code p * r} of RFC 7914, section 6: {@code p <= ((2^32-1) * 32) / (128 * r)}. */
    private static final long MIXED_BLOCKS_MAX = (1L << 30) - 1;

    /** What one mix reads and writes at a time is {@code 128 * r} bytes. */
    private static final long BLOCK_BYTES = 128;

    /** With one block of 128 bytes {@code n} must be less than {@code 2^16} (RFC 7914, 2). */
    private static final int SINGLE_BLOCK_N_END = 1 << 16;

    /** Of the order of what a core of today takes; only simulated time uses it. */
    private static final long BLOCK_NANOS = 350;

    /** Simulated instants can be compared over so much. */
    private static final long MAX_NANOS = TimeUnit.DAYS.toNanos(100 * 365);

    /** What is wrong with it: a sentence in the words of the command line. */
    Optional<String> refusal() {
        if (n < 2 || Integer.bitCount(n) != 1) {
            return Optional.of("--cost must be a power of two from 2 on, not " + n);
        }
        if (blockSize == 1 && n >= SINGLE_BLOCK_N_END) {
            return Optional.of(
                    "--cost must be less than "
                            + SINGLE_BLOCK_N_END
                            + " with --block-size 1, not "
                            + n);
        }
        if ((long) blockSize * parallelization > MIXED_BLOCKS_MAX) {
            return Optional.of(
                    "--block-size times --parallelization must be at most "
                            + MIXED_BLOCKS_MAX
                            + ", not "
                            + (long) blockSize * parallelization);
        }
        return Optional.empty();
    }

    /** What one derivation holds at a time: the table of {@code n} blocks, and what it mixes. */
    long memoryBytes() {
        return BLOCK_BYTES * blockSize * ((long) n + parallelization);
    }

    /** On the simulated machine. */
    long nanos() {
        double nanos = (double) n * blockSize * parallelization * BLOCK_NANOS;
        return nanos < (double) MAX_NANOS ? (long) nanos : MAX_NANOS;
    }
}
