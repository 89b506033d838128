package dev.loopbench.loopcore.workload;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.crypto.Pbkdf2;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Derives one key for each operation, as one pool job. Confined to the loop thread; the keys come
 * from the workers.
 *
 * <p>All operations derive the same key, so that each is checked against the first to finish. They
 * share one piece of work: an operation in flight is its request and a link from that to the
 * operation.
 */
final class Pbkdf2Workload implements Workload {

    private static final String PASSWORD = "correct horse battery staple";

    /** The platform takes the length in bits, as an int. */
    private static final int KEY_LENGTH_MAX_BYTES = Integer.MAX_VALUE / Byte.SIZE;

    private final Pbkdf2.Digest digest;
    private final byte[] salt;
    private final int iterations;
    private final int keyLengthBytes;
    private final KeyDerivation derivation;

    private @Nullable EventLoop loop;
    private @Nullable Callable<byte[]> work;
    private byte @Nullable [] firstKey;

    Pbkdf2Workload(
            Pbkdf2.Digest digest,
            String salt,
            int iterations,
            int keyLengthBytes,
            KeyDerivation derivation) {
        this.digest = digest;
        this.salt = salt.getBytes(StandardCharsets.UTF_8);
        this.iterations = iterations;
        this.keyLengthBytes = keyLengthBytes;
        this.derivation = derivation;
    }

    @Override
    public String kind() {
        return Pbkdf2.KIND;
    }

    @Override
    public void prepare(EventLoop loop) throws WrongResultException, WorkloadException {
        if (salt.length == 0) {
            throw new WorkloadException("--salt must not be empty");
        }
        if (keyLengthBytes > KEY_LENGTH_MAX_BYTES) {
            throw new WorkloadException("--key-length must be at most " + KEY_LENGTH_MAX_BYTES);
        }
        KnownKey.of(digest).check(derivation);
        this.loop = loop;
        this.work = derivation.of(digest, PASSWORD, salt, iterations, keyLengthBytes);
    }

    @Override
    public void start(Operation operation) {
        Callable<byte[]> prepared = Objects.requireNonNull(work, "not prepared");
        Objects.requireNonNull(loop)
                .submit(
                        new PoolRequest<>(
                                Lane.CPU,
                                Pbkdf2.KIND,
                                prepared,
                                request -> ended(request, operation)));
    }

    @Override
    public long nominalServiceNanos() {
        return Pbkdf2Cost.nanos(digest, iterations, keyLengthBytes);
    }

    @Override
    public void close() {
        // It holds nothing but memory.
    }

    private void ended(PoolRequest<byte[]> request, Operation operation) {
        switch (request.outcome()) {
            case OK -> check(Objects.requireNonNull(request.result()), operation);
            case FAILED -> operation.failed(Objects.requireNonNull(request.failure()));
            case CANCELLED -> operation.cancelled();
        }
    }

    private void check(byte[] key, Operation operation) {
        if (firstKey == null) {
            firstKey = key;
        }
        if (key.length == keyLengthBytes && Arrays.equals(key, firstKey)) {
            operation.succeeded();
        } else {
            operation.wrong("pbkdf2 gave different keys for the same password and salt");
        }
    }
}
