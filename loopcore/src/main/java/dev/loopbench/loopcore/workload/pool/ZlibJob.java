package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.workload.PoolJob;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compresses or decompresses one text. Confined to the loop thread; the workers do it.
 *
 * <p>Each operation has input of its own, from its submission to its callback, as a response has
 * bytes of its own: many that wait hold as much memory as they would in a server. A result is
 * compared on the worker that made it, so that a megabyte is not read on the loop: what a job
 * returns is the index of the first wrong byte.
 */
final class ZlibJob implements PoolJob<Integer> {

    /** A compressed text may be a little longer than the text, and both are arrays. */
    private static final int SIZE_MAX_BYTES = 1 << 30;

    private static final int NONE = -1;

    private final boolean gunzip;
    private final long sizeBytes;
    private final int level;
    private final long seed;
    private final Codec codec;

    private @Nullable Supplier<Callable<Integer>> work;
    private long heldBytes;

    /**
     * @param gunzip whether it decompresses
     * @param seed of the text
     * @param codec compresses at {@code level}
     */
    ZlibJob(boolean gunzip, long sizeBytes, int level, long seed, Codec codec) {
        this.gunzip = gunzip;
        this.sizeBytes = sizeBytes;
        this.level = level;
        this.seed = seed;
        this.codec = codec;
    }

    @Override
    public Lane lane() {
        return Lane.CPU;
    }

    @Override
    public void prepare(EventLoop loop) throws WrongResultException, WorkloadException {
        if (sizeBytes > SIZE_MAX_BYTES) {
            throw new WorkloadException("--size must be at most " + SIZE_MAX_BYTES + "B");
        }
        try {
            byte[] text = SampleText.of(seed, (int) sizeBytes);
            byte[] member = codec.gzip(text);
            if (!isRoundTrip(text, member)) {
                throw new WrongResultException(
                        "gunzip did not give back the %s bytes that gzip got".formatted(sizeBytes));
            }
            heldBytes = gunzip ? member.length : text.length;
            work =
                    gunzip
                            ? () -> gunzip(loop.clock(), member.clone(), text)
                            : () -> gzip(loop.clock(), text.clone(), member);
        } catch (OutOfMemoryError tooLarge) {
            throw new WorkloadException("--size is more than there is memory for");
        }
    }

    @Override
    public Callable<Integer> next() {
        return Objects.requireNonNull(work, "not prepared").get();
    }

    @Override
    public long heldBytes() {
        return heldBytes;
    }

    @Override
    public @Nullable String wrong(Integer mismatch) {
        if (mismatch == NONE) {
            return null;
        }
        return gunzip
                ? "gunzip gave another text, from byte %s on".formatted(mismatch)
                : "gzip gave another result for the same text, from byte %s on".formatted(mismatch);
    }

    private Callable<Integer> gzip(NanoClock clock, byte[] text, byte[] member) {
        long costNanos = ZlibCost.gzipNanos(level, text.length);
        return () -> {
            clock.charge(costNanos);
            return Arrays.mismatch(codec.gzip(text), member);
        };
    }

    private Callable<Integer> gunzip(NanoClock clock, byte[] member, byte[] text) {
        long costNanos = ZlibCost.gunzipNanos(text.length);
        return () -> {
            clock.charge(costNanos);
            return Arrays.mismatch(codec.gunzip(member, text.length), text);
        };
    }

    private boolean isRoundTrip(byte[] text, byte[] member) {
        try {
            return Arrays.equals(codec.gunzip(member, text.length), text);
        } catch (IOException damaged) {
            return false;
        }
    }
}
