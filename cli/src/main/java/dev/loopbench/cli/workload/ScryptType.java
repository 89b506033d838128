package dev.loopbench.cli.workload;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.pool.KeyJob;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.SCrypt;

/** Key derivation on the pool that needs memory on purpose. Immutable. */
record ScryptType() implements WorkloadType {

    static final String NAME = "scrypt";

    private static final Parameter COST =
            Parameter.of(
                    "cost",
                    Parameter.Kind.COUNT,
                    "16384",
                    "CPU and memory cost, a power of two: a job takes 128 bytes times this times"
                            + " --block-size");
    private static final Parameter BLOCK_SIZE =
            Parameter.of("block-size", Parameter.Kind.COUNT, "8", "blocks mixed at a time");
    private static final Parameter PARALLELIZATION =
            Parameter.of(
                    "parallelization",
                    Parameter.Kind.COUNT,
                    "1",
                    "independent mixes for each key, one after the other");
    private static final Parameter SALT =
            Parameter.of("salt", Parameter.Kind.TEXT, "salt", "salt of each key");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "derives keys on the pool: CPU work that fills memory, too";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(COST, BLOCK_SIZE, PARALLELIZATION, KeyJob.KEY_LENGTH, SALT);
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new PoolJobWorkload<>(
                setup.name(),
                new KeyJob(
                        new Keys(
                                new Cost(
                                        values.count(COST.name()),
                                        values.count(BLOCK_SIZE.name()),
                                        values.count(PARALLELIZATION.name())),
                                values.text(SALT.name()),
                                values.count(KeyJob.KEY_LENGTH.name()),
                                Derivation.BOUNCY_CASTLE,
                                Runtime.getRuntime().maxMemory())));
    }

    /** Keys of scrypt (RFC 7914). Confined to the loop thread. */
    static final class Keys implements KeyJob.Keys {

        private static final byte[] PASSWORD =
                "correct horse battery staple".getBytes(StandardCharsets.US_ASCII);

        private static final long MIB = 1 << 20;

        private final Cost cost;
        private final byte[] salt;
        private final int keyLengthBytes;
        private final Derivation function;
        private final long heapBytes;

        /**
         * @param heapBytes most that the JVM's heap may take
         */
        Keys(Cost cost, String salt, int keyLengthBytes, Derivation function, long heapBytes) {
            this.cost = cost;
            this.salt = salt.getBytes(StandardCharsets.UTF_8);
            this.keyLengthBytes = keyLengthBytes;
            this.function = function;
            this.heapBytes = heapBytes;
        }

        @Override
        public String algorithm() {
            return NAME;
        }

        @Override
        public int keyLengthBytes() {
            return keyLengthBytes;
        }

        @Override
        public Callable<byte[]> prepare(NanoClock clock)
                throws WrongResultException, WorkloadException {
            Optional<String> refusal = cost.refusal();
            if (refusal.isPresent()) {
                throw new WorkloadException(refusal.get());
            }
            requireMemory();
            KnownKey.NACL.check(function);
            return () -> {
                clock.charge(cost.nanos());
                return function.derive(PASSWORD, salt, cost, keyLengthBytes);
            };
        }

        /** What the workers need together depends on the load, which is not known here. */
        private void requireMemory() throws WorkloadException {
            if (cost.memoryBytes() > heapBytes) {
                throw new WorkloadException(
                        ("--cost %d with --block-size %d takes %d MiB for each key, and the whole heap has"
                                        + " %d MiB; LOOPBENCH_JAVA_OPTS=-Xmx... gives more")
                                .formatted(
                                        cost.n(),
                                        cost.blockSize(),
                                        cost.memoryBytes() / MIB,
                                        heapBytes / MIB));
            }
        }
    }

    /**
     * How hard a key of scrypt is to derive (RFC 7914, section 2). Immutable.
     *
     * @param n CPU and memory cost: Node's {@code cost}
     * @param blockSize {@code r}
     * @param parallelization {@code p}: so many mixes, one after the other
     */
    record Cost(int n, int blockSize, int parallelization) {

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

        /**
         * What one derivation holds at a time: the table of {@code n} blocks, and what it mixes.
         */
        long memoryBytes() {
            return BLOCK_BYTES * blockSize * ((long) n + parallelization);
        }

        /** On the simulated machine. */
        long nanos() {
            double nanos = (double) n * blockSize * parallelization * BLOCK_NANOS;
            return nanos < (double) MAX_NANOS ? (long) nanos : MAX_NANOS;
        }
    }

    /**
     * Derives a key as RFC 7914 says. Thread-safe: {@link #BOUNCY_CASTLE} but where a test fails.
     */
    @FunctionalInterface
    interface Derivation {

        Derivation BOUNCY_CASTLE =
                (password, salt, cost, keyLengthBytes) ->
                        SCrypt.generate(
                                password,
                                salt,
                                cost.n(),
                                cost.blockSize(),
                                cost.parallelization(),
                                keyLengthBytes);

        byte[] derive(byte[] password, byte[] salt, Cost cost, int keyLengthBytes);
    }

    /** A key that RFC 7914 publishes in its section 12. Immutable. */
    record KnownKey(String password, String salt, Cost cost, String hex) {

        /** The second vector: all of its parameters differ, and it takes little time and memory. */
        static final KnownKey NACL =
                new KnownKey(
                        "password",
                        "NaCl",
                        new Cost(1024, 8, 16),
                        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");

        /** Derives it on the calling thread. */
        void check(Derivation function) throws WrongResultException {
            byte[] expected = HexFormat.of().parseHex(hex);
            byte[] key =
                    function.derive(
                            password.getBytes(StandardCharsets.US_ASCII),
                            salt.getBytes(StandardCharsets.US_ASCII),
                            cost,
                            expected.length);
            if (!Arrays.equals(key, expected)) {
                throw new WrongResultException(
                        "scrypt gave %s for the published key %s"
                                .formatted(HexFormat.of().formatHex(key), hex));
            }
        }
    }
}
