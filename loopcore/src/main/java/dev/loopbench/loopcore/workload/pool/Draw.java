package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.crypto.RandomBytes;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Draws unpredictable bytes. Thread-safe. */
@FunctionalInterface
interface Draw {

    byte[] bytes(int lengthBytes);

    /**
     * Each thread draws from a generator of its own, the platform's of NIST SP 800-90A: one for all
     * has a lock, and the workers would take turns.
     *
     * @throws IllegalStateException from a draw, if the platform has none
     */
    static Draw ofEachThread() {
        ThreadLocal<RandomBytes> generators = ThreadLocal.withInitial(Draw::generator);
        return lengthBytes -> generators.get().draw(lengthBytes);
    }

    private static RandomBytes generator() {
        try {
            return new RandomBytes(SecureRandom.getInstance("DRBG"));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
