package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.crypto.Pbkdf2;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** Keys of PBKDF2 (RFC 8018). Confined to the loop thread. */
final class Pbkdf2Keys implements KeyJob.Keys {

    private static final String PASSWORD = "correct horse battery staple";

    private final Pbkdf2.Digest digest;
    private final byte[] salt;
    private final int iterations;
    private final int keyLengthBytes;
    private final KeyDerivation derivation;

    Pbkdf2Keys(
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
    public String algorithm() {
        return Pbkdf2.KIND;
    }

    @Override
    public int keyLengthBytes() {
        return keyLengthBytes;
    }

    @Override
    public Callable<byte[]> prepare(NanoClock clock)
            throws WrongResultException, WorkloadException {
        if (salt.length == 0) {
            throw new WorkloadException("--salt must not be empty");
        }
        KnownKey.of(digest).check(derivation);
        Callable<byte[]> key = derivation.of(digest, PASSWORD, salt, iterations, keyLengthBytes);
        long costNanos = Pbkdf2Cost.nanos(digest, iterations, keyLengthBytes);
        return () -> {
            clock.charge(costNanos);
            return key.call();
        };
    }
}
