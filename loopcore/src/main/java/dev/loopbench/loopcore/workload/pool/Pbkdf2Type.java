package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.crypto.Pbkdf2;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Key derivation on the pool. Immutable. */
public final class Pbkdf2Type implements WorkloadType {

    public static final Parameter ITERATIONS =
            Parameter.of("iterations", Parameter.Kind.COUNT, "100000", "HMAC rounds for each key");
    private static final Parameter DIGEST =
            Parameter.choice(
                    "digest", "sha512", "hash under the HMAC", List.of("sha1", "sha256", "sha512"));
    private static final Parameter SALT =
            Parameter.of(
                    "salt", Parameter.Kind.TEXT, "salt", "salt of each key, at least a letter");

    /** Of the order of what one HMAC takes on a core of today; only simulated time uses it. */
    private static final long ITERATION_NANOS = 500L;

    /** Simulated instants can be compared over so much. */
    private static final long COST_MAX_NANOS = TimeUnit.DAYS.toNanos(100 * 365);

    @Override
    public String name() {
        return Pbkdf2.KIND;
    }

    @Override
    public String summary() {
        return "derives keys on the pool: CPU work that fills a thread";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(ITERATIONS, DIGEST, KeyJob.KEY_LENGTH, SALT);
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new PoolJobWorkload<>(
                setup.name(),
                new KeyJob(
                        new Keys(
                                Pbkdf2.Digest.of(values.text(DIGEST.name())),
                                values.text(SALT.name()),
                                values.count(ITERATIONS.name()),
                                values.count(KeyJob.KEY_LENGTH.name()),
                                Derivation.PLATFORM)));
    }

    /** What a key costs on the simulated machine. */
    static long costNanos(Pbkdf2.Digest digest, int iterations, int keyLengthBytes) {
        int digestBytes =
                switch (digest) {
                    case SHA1 -> 20;
                    case SHA256 -> 32;
                    case SHA512 -> 64;
                };
        // RFC 8018, 5.2: each block of one digest's length takes all iterations.
        long blocks = 1 + (keyLengthBytes - 1L) / digestBytes;
        double nanos = (double) blocks * iterations * ITERATION_NANOS;
        return nanos < (double) COST_MAX_NANOS ? (long) nanos : COST_MAX_NANOS;
    }

    /** Keys of PBKDF2 (RFC 8018). Confined to the loop thread. */
    static final class Keys implements KeyJob.Keys {

        private static final String PASSWORD = "correct horse battery staple";

        private final Pbkdf2.Digest digest;
        private final byte[] salt;
        private final int iterations;
        private final int keyLengthBytes;
        private final Derivation derivation;

        Keys(
                Pbkdf2.Digest digest,
                String salt,
                int iterations,
                int keyLengthBytes,
                Derivation derivation) {
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
                throw new WorkloadException("%s must not be empty", SALT);
            }
            KnownKey.of(digest).check(derivation);
            Callable<byte[]> key =
                    derivation.of(digest, PASSWORD, salt, iterations, keyLengthBytes);
            long costNanos = costNanos(digest, iterations, keyLengthBytes);
            return () -> {
                clock.charge(costNanos);
                return key.call();
            };
        }
    }

    /**
     * Makes the work that derives one key, over and over: {@link #PLATFORM} but where a test fails.
     */
    @FunctionalInterface
    interface Derivation {

        Derivation PLATFORM =
                (digest, password, salt, iterations, keyLengthBytes) ->
                        new Pbkdf2(digest, password, salt, iterations, keyLengthBytes)::derive;

        /** Thread-safe work. */
        Callable<byte[]> of(
                Pbkdf2.Digest digest,
                String password,
                byte[] salt,
                int iterations,
                int keyLengthBytes);
    }

    /**
     * A published key for each digest: password {@code password}, salt {@code salt}, 4096
     * iterations. Immutable.
     *
     * <p>SHA-1 is RFC 6070's third vector. Its inputs are the customary ones for SHA-256 and
     * SHA-512 too, for which no RFC has them; any other implementation gives these keys.
     */
    enum KnownKey {
        SHA1(Pbkdf2.Digest.SHA1, "4b007901b765489abead49d926f721d065a429c1"),
        SHA256(
                Pbkdf2.Digest.SHA256,
                "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a"),
        SHA512(
                Pbkdf2.Digest.SHA512,
                "d197b1b33db0143e018b12f3d1d1479e6cdebdcc97c5c0f87f6902e072f457b5"
                        + "143f30602641b3d55cd335988cb36b84376060ecd532e039b742a239434af2d5");

        private static final int ITERATIONS = 4096;

        private final Pbkdf2.Digest digest;
        private final String hex;

        KnownKey(Pbkdf2.Digest digest, String hex) {
            this.digest = digest;
            this.hex = hex;
        }

        static KnownKey of(Pbkdf2.Digest digest) {
            return switch (digest) {
                case SHA1 -> SHA1;
                case SHA256 -> SHA256;
                case SHA512 -> SHA512;
            };
        }

        /**
         * Derives the key on the calling thread; takes some milliseconds.
         *
         * @throws WorkloadException if the platform cannot derive keys with this digest
         */
        void check(Derivation derivation) throws WrongResultException, WorkloadException {
            byte[] expected = HexFormat.of().parseHex(hex);
            byte[] salt = "salt".getBytes(StandardCharsets.US_ASCII);
            Callable<byte[]> work =
                    derivation.of(digest, "password", salt, ITERATIONS, expected.length);
            byte[] key;
            try {
                key = work.call();
            } catch (Exception failure) {
                throw new WorkloadException(
                        "no pbkdf2 with %s on this platform: %s"
                                .formatted(digest.label(), failure.getMessage()));
            }
            if (!Arrays.equals(key, expected)) {
                throw new WrongResultException(
                        "pbkdf2 with %s gave %s for the published key %s"
                                .formatted(digest.label(), HexFormat.of().formatHex(key), hex));
            }
        }
    }
}
