package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.PoolJob;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Derives one key. Confined to the loop thread; the keys come from the workers.
 *
 * <p>All jobs derive the same key, so that each is checked against the first to finish. They share
 * one piece of work: an operation in flight is its request and a link from that to the operation.
 */
public final class KeyJob implements PoolJob<byte[]> {

    /** What says how long a key is. */
    public static final Parameter KEY_LENGTH =
            Parameter.of("key-length", Parameter.Kind.COUNT, "64", "length of each key in bytes");

    /** How a key is derived. Confined to the loop thread. */
    public interface Keys {

        /** Its name for users. */
        String algorithm();

        /** Of {@link #KEY_LENGTH}. */
        int keyLengthBytes();

        /**
         * Checks a published key and makes the work that derives one, over and over.
         *
         * @param clock to charge with what a key costs on the simulated machine
         */
        Callable<byte[]> prepare(NanoClock clock) throws WrongResultException, WorkloadException;
    }

    /** Providers take the length in bits, as an int. */
    private static final int KEY_LENGTH_MAX_BYTES = Integer.MAX_VALUE / Byte.SIZE;

    private final Keys keys;

    private @Nullable Callable<byte[]> work;
    private byte @Nullable [] firstKey;

    public KeyJob(Keys keys) {
        this.keys = keys;
    }

    @Override
    public Lane lane() {
        return Lane.CPU;
    }

    @Override
    public void prepare(EventLoop loop) throws WrongResultException, WorkloadException {
        if (keys.keyLengthBytes() > KEY_LENGTH_MAX_BYTES) {
            throw new WorkloadException("%s must be at most %s", KEY_LENGTH, KEY_LENGTH_MAX_BYTES);
        }
        work = keys.prepare(loop.clock());
    }

    @Override
    public Callable<byte[]> next() {
        return Objects.requireNonNull(work, "not prepared");
    }

    @Override
    public @Nullable String wrong(byte[] key) {
        if (firstKey == null) {
            firstKey = key;
        }
        return key.length == keys.keyLengthBytes() && Arrays.equals(key, firstKey)
                ? null
                : keys.algorithm() + " gave different keys for the same password and salt";
    }
}
