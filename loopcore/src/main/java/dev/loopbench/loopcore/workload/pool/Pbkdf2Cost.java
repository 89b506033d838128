package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.crypto.Pbkdf2;
import java.util.concurrent.TimeUnit;

/** What a key costs on the simulated machine. Stateless. */
final class Pbkdf2Cost {

    /** Of the order of what one HMAC takes on a core of today; only simulated time uses it. */
    private static final long ITERATION_NANOS = 500L;

    /** Simulated instants can be compared over so much. */
    private static final long MAX_NANOS = TimeUnit.DAYS.toNanos(100 * 365);

    private Pbkdf2Cost() {}

    static long nanos(Pbkdf2.Digest digest, int iterations, int keyLengthBytes) {
        // RFC 8018, 5.2: each block of one digest's length takes all iterations.
        long blocks = 1 + (keyLengthBytes - 1L) / lengthBytes(digest);
        double nanos = (double) blocks * iterations * ITERATION_NANOS;
        return nanos < (double) MAX_NANOS ? (long) nanos : MAX_NANOS;
    }

    private static int lengthBytes(Pbkdf2.Digest digest) {
        return switch (digest) {
            case SHA1 -> 20;
            case SHA256 -> 32;
            case SHA512 -> 64;
        };
    }
}
