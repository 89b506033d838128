package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.PoolJob;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.zlib.Gunzip;
import dev.loopbench.loopcore.zlib.Gzip;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compression on the pool. Immutable. */
public final class ZlibType implements WorkloadType {

    private static final String GUNZIP = "gunzip";

    private static final Parameter MODE =
            Parameter.choice("mode", "gzip", "what each operation does", List.of("gzip", GUNZIP));
    private static final Parameter SIZE =
            Parameter.of(
                    "size", Parameter.Kind.BYTES, "1MiB", "length of the text before compression");
    private static final Parameter LEVEL =
            Parameter.choice(
                    "level",
                    "6",
                    "effort, from 0 for none to 9 for the smallest result",
                    IntStream.rangeClosed(0, 9).mapToObj(String::valueOf).toList());

    @Override
    public String name() {
        return Gzip.KIND;
    }

    @Override
    public String summary() {
        return "compresses or decompresses text on the pool: what each response costs a thread";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(MODE, SIZE, LEVEL);
    }

    /**
     * The text that is compressed, the same for the same seed.
     *
     * @throws WorkloadException if it is too long
     */
    public static byte[] text(ParameterValues values, long seed) throws WorkloadException {
        long sizeBytes = values.bytes(SIZE.name());
        if (sizeBytes > Job.SIZE_MAX_BYTES) {
            throw new WorkloadException("%s must be at most %sB", SIZE, Job.SIZE_MAX_BYTES);
        }
        return SampleText.of(seed, (int) sizeBytes);
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        int level = Integer.parseInt(values.text(LEVEL.name()));
        return new PoolJobWorkload<>(
                setup.name(),
                new Job(
                        values.text(MODE.name()).equals(GUNZIP),
                        values.bytes(SIZE.name()),
                        level,
                        setup.seed(),
                        Codec.platform(level)));
    }

    /**
     * Compresses or decompresses one text. Confined to the loop thread; the workers do it.
     *
     * <p>Each operation has input of its own, from its submission to its callback, as a response
     * has bytes of its own: many that wait hold as much memory as they would in a server. A result
     * is compared on the worker that made it, so that a megabyte is not read on the loop: what a
     * job returns is the index of the first wrong byte.
     */
    static final class Job implements PoolJob<Integer> {

        /** A compressed text may be a little longer than the text, and both are arrays. */
        private static final int SIZE_MAX_BYTES = 1 << 30;

        private static final int NONE = -1;

        /**
         * What a byte of text costs on the simulated machine, by level: of the order of a core of
         * today.
         */
        private static final long[] GZIP_BYTE_NANOS = {1, 9, 10, 13, 15, 22, 30, 36, 48, 60};

        private static final long GUNZIP_BYTE_NANOS = 3L;

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
        Job(boolean gunzip, long sizeBytes, int level, long seed, Codec codec) {
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
                throw new WorkloadException("%s must be at most %sB", SIZE, SIZE_MAX_BYTES);
            }
            try {
                byte[] text = SampleText.of(seed, (int) sizeBytes);
                byte[] member = codec.gzip(text);
                if (!isRoundTrip(text, member)) {
                    throw new WrongResultException(
                            "gunzip did not give back the %s bytes that gzip got"
                                    .formatted(sizeBytes));
                }
                heldBytes = gunzip ? member.length : text.length;
                work =
                        gunzip
                                ? () -> gunzip(loop.clock(), member.clone(), text)
                                : () -> gzip(loop.clock(), text.clone(), member);
            } catch (OutOfMemoryError tooLarge) {
                throw new WorkloadException("%s is more than there is memory for", SIZE);
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
                    : "gzip gave another result for the same text, from byte %s on"
                            .formatted(mismatch);
        }

        private Callable<Integer> gzip(NanoClock clock, byte[] text, byte[] member) {
            long costNanos = text.length * GZIP_BYTE_NANOS[level];
            return () -> {
                clock.charge(costNanos);
                return Arrays.mismatch(codec.gzip(text), member);
            };
        }

        private Callable<Integer> gunzip(NanoClock clock, byte[] member, byte[] text) {
            long costNanos = text.length * GUNZIP_BYTE_NANOS;
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

    /** Compresses and decompresses: {@link #platform} but where a test fails. Thread-safe. */
    interface Codec {

        byte[] gzip(byte[] bytes);

        /**
         * @param lengthBytes of what comes out, at most
         */
        byte[] gunzip(byte[] members, int lengthBytes) throws IOException;

        static Codec platform(int level) {
            Gzip gzip = new Gzip(level);
            return new Codec() {
                @Override
                public byte[] gzip(byte[] bytes) {
                    return gzip.compress(bytes);
                }

                @Override
                public byte[] gunzip(byte[] members, int lengthBytes) throws IOException {
                    return new Gunzip(lengthBytes).decompress(members);
                }
            };
        }
    }

    /**
     * Text that compresses about as prose does: words out of a vocabulary, the first of them often,
     * the last seldom, in lines. Stateless.
     */
    static final class SampleText {

        private static final int WORDS = 4096;
        private static final int LETTERS_MIN = 2;
        private static final int LETTERS_MAX = 10;

        /** One blank in so many ends a line. */
        private static final int WORDS_PER_LINE = 12;

        private SampleText() {}

        /** The same bytes for the same seed, on every machine. */
        static byte[] of(long seed, int lengthBytes) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[][] vocabulary = new byte[WORDS][];
            for (int word = 0; word < WORDS; word++) {
                vocabulary[word] = word(random);
            }
            byte[] text = new byte[lengthBytes];
            int length = 0;
            while (length < lengthBytes) {
                // The cube of a uniform draw: an eighth of the words make up half of the text.
                double share = random.nextDouble();
                byte[] word = vocabulary[(int) (share * share * share * WORDS)];
                int fits = Math.min(word.length, lengthBytes - length);
                System.arraycopy(word, 0, text, length, fits);
                length += fits;
                if (length < lengthBytes) {
                    text[length++] = (byte) (random.nextInt(WORDS_PER_LINE) == 0 ? '\n' : ' ');
                }
            }
            return text;
        }

        private static byte[] word(SplittableRandom random) {
            byte[] word = new byte[random.nextInt(LETTERS_MIN, LETTERS_MAX + 1)];
            for (int letter = 0; letter < word.length; letter++) {
                word[letter] = (byte) ('a' + random.nextInt(26));
            }
            return word;
        }
    }
}
