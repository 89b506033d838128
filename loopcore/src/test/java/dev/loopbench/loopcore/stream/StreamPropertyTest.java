package dev.loopbench.loopcore.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Rule;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random chunks through random marks into random sinks: what comes out is what went in. */
class StreamPropertyTest {

    private static final int MAX_CHUNK_BYTES = 200;

    private final StreamScene scene = new StreamScene();
    private long heldByReadable;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Rule({"R02", "R04", "R05", "R06"})
    void all_bytes_come_out_once_and_in_order_and_no_more_is_held_than_the_mark_and_one_chunk(
            long seed) {
        Random random = new Random(seed);
        byte[] content = new byte[random.nextInt(20_000)];
        random.nextBytes(content);
        RandomSource source = new RandomSource(random, content);
        Readable<ByteBuffer> readable =
                new Readable<>(scene.loop, source, bytes(random.nextInt(400)));
        List<Destination> destinations = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            destinations.add(new Destination(random, readable));
        }

        scene.run(
                () -> {
                    destinations.forEach(to -> readable.pipe(to.writable));
                    pauseNowAndThen(random, readable);
                });

        String where = "seed " + seed;
        assertThat(scene.log).as(where).isEmpty();
        for (Destination to : destinations) {
            assertThat(to.received.toByteArray()).as(where).isEqualTo(content);
            assertThat(to.finishes).as(where).isEqualTo(1);
            assertThat(to.heldMost)
                    .as(where)
                    .isLessThanOrEqualTo(to.writable.highWaterMark() + MAX_CHUNK_BYTES);
        }
        assertThat(heldByReadable)
                .as(where)
                .isLessThanOrEqualTo(readable.highWaterMark() + MAX_CHUNK_BYTES);
        assertThat(source.outstanding).as(where + ": chunks not given back").isZero();
    }

    private void pauseNowAndThen(Random random, Readable<ByteBuffer> readable) {
        if (random.nextInt(20) > 0 && !readable.isDestroyed()) {
            readable.pause();
            scene.loop.setTimeout(
                    () -> {
                        readable.resume();
                        scene.loop.setTimeout(() -> pauseNowAndThen(random, readable), 2);
                    },
                    random.nextInt(5));
        }
    }

    private static Buffering<ByteBuffer> bytes(int mark) {
        return Buffering.bytes().withHighWaterMark(mark);
    }

    /** Answers at once or later, with one chunk or several. */
    private final class RandomSource implements Source<ByteBuffer> {

        private final Random random;
        private final ByteBuffer content;
        private int outstanding;

        RandomSource(Random random, byte[] content) {
            this.random = random;
            this.content = ByteBuffer.wrap(content);
        }

        @Override
        public void read(Feed<ByteBuffer> feed) {
            switch (random.nextInt(3)) {
                case 0 -> answer(feed);
                case 1 -> scene.loop.nextTick(() -> answer(feed));
                default -> scene.loop.setTimeout(() -> answer(feed), 1);
            }
        }

        private void answer(Feed<ByteBuffer> feed) {
            boolean goOn = true;
            for (int i = random.nextInt(4); i >= 0 && goOn && content.hasRemaining(); i--) {
                int size = Math.min(1 + random.nextInt(MAX_CHUNK_BYTES), content.remaining());
                outstanding++;
                goOn = feed.push(content.slice(content.position(), size));
                content.position(content.position() + size);
            }
            if (!content.hasRemaining()) {
                feed.end();
            }
        }

        @Override
        public void release(ByteBuffer chunk) {
            assertThat(chunk.position()).as("a shared chunk is left as it is").isZero();
            outstanding--;
        }

        @Override
        public void close(@Nullable Throwable cause, Done closed) {
            closed.done(null);
        }
    }

    /** Takes its time, or none. */
    private final class Destination implements Sink<ByteBuffer> {

        private final Random random;
        private final Readable<ByteBuffer> from;
        private final Writable<ByteBuffer> writable;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private long heldMost;
        private int finishes;

        Destination(Random random, Readable<ByteBuffer> from) {
            this.random = random;
            this.from = from;
            writable = new Writable<>(scene.loop, this, bytes(random.nextInt(400)));
            writable.finish().on(stream -> finishes++);
        }

        @Override
        public void write(List<ByteBuffer> chunks, Done done) {
            heldMost = Math.max(heldMost, writable.length());
            heldByReadable = Math.max(heldByReadable, from.length());
            for (ByteBuffer chunk : chunks) {
                byte[] bytes = new byte[chunk.remaining()];
                chunk.get(bytes);
                received.writeBytes(bytes);
            }
            switch (random.nextInt(3)) {
                case 0 -> done.done(null);
                case 1 -> scene.loop.nextTick(() -> done.done(null));
                default -> scene.loop.setTimeout(() -> done.done(null), random.nextInt(4));
            }
        }
    }
}
