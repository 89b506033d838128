package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.crypto.RandomBytes;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.PoolJob;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Random bytes on the pool. Immutable. */
public final class RandomType implements WorkloadType {

    static final Parameter SIZE =
            Parameter.of("size", Parameter.Kind.BYTES, "64KiB", "bytes each operation draws");

    @Override
    public String name() {
        return RandomBytes.KIND;
    }

    @Override
    public String summary() {
        return "draws unpredictable bytes on the pool: CPU work in short jobs";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(SIZE);
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        return new PoolJobWorkload<>(
                setup.name(), new Job(setup.values().bytes(SIZE.name()), Draw.ofEachThread()));
    }

    /**
     * Draws random bytes. Confined to the loop thread; the workers draw.
     *
     * <p>Nobody can tell by a look whether bytes are random. What can be told: that there are as
     * many as were asked for, and that they are neither all zero nor those of the draw before.
     */
    static final class Job implements PoolJob<byte[]> {

        /** Fewer may be zero or come again by chance: 16 of them once in 2 to the 128. */
        private static final int TELLING_BYTES = 16;

        /** No array of the platform is longer. */
        private static final int SIZE_MAX_BYTES = Integer.MAX_VALUE - 8;

        /** What a generator takes for a byte on a core of today; only simulated time uses it. */
        private static final long BYTE_NANOS = 2L;

        private final long sizeBytes;
        private final Draw draw;

        private @Nullable Callable<byte[]> work;
        private byte @Nullable [] previous;

        Job(long sizeBytes, Draw draw) {
            this.sizeBytes = sizeBytes;
            this.draw = draw;
        }

        @Override
        public Lane lane() {
            return Lane.CPU;
        }

        @Override
        public void prepare(EventLoop loop) throws WrongResultException, WorkloadException {
            if (sizeBytes > SIZE_MAX_BYTES) {
                throw new WorkloadException("%s must be at most %sB", SIZE, SIZE_MAX_BYTES);
            }
            int length = (int) sizeBytes;
            NanoClock clock = loop.clock();
            check(length);
            work =
                    () -> {
                        clock.charge(length * BYTE_NANOS);
                        return draw.bytes(length);
                    };
        }

        @Override
        public Callable<byte[]> next() {
            return Objects.requireNonNull(work, "not prepared");
        }

        @Override
        public @Nullable String wrong(byte[] bytes) {
            byte[] before = previous;
            previous = bytes;
            if (bytes.length != sizeBytes) {
                return "drew %s bytes in place of %s".formatted(bytes.length, sizeBytes);
            }
            if (bytes.length < TELLING_BYTES) {
                return null;
            }
            if (Arrays.equals(bytes, before)) {
                return "drew the same %s bytes twice".formatted(bytes.length);
            }
            return isZero(bytes) ? "drew %s bytes that are all zero".formatted(bytes.length) : null;
        }

        private void check(int length) throws WrongResultException, WorkloadException {
            String wrong;
            try {
                wrong = wrong(draw.bytes(length));
            } catch (IllegalStateException missing) {
                throw new WorkloadException(
                        "no random bytes on this platform: " + missing.getMessage());
            } catch (OutOfMemoryError tooLarge) {
                throw new WorkloadException("%s is more than there is memory for", SIZE);
            }
            if (wrong != null) {
                throw new WrongResultException(wrong);
            }
        }

        private static boolean isZero(byte[] bytes) {
            for (byte each : bytes) {
                if (each != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Draws unpredictable bytes. Thread-safe. */
    @FunctionalInterface
    interface Draw {

        byte[] bytes(int lengthBytes);

        /**
         * Each thread draws from a generator of its own, the platform's of NIST SP 800-90A: one for
         * all has a lock, and the workers would take turns.
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
}
