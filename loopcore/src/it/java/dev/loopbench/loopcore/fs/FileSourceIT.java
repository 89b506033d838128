package dev.loopbench.loopcore.fs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.pool.FakePool;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.loopcore.stream.Buffering;
import dev.loopbench.loopcore.stream.Done;
import dev.loopbench.loopcore.stream.Feed;
import dev.loopbench.loopcore.stream.Readable;
import dev.loopbench.loopcore.stream.Source;
import dev.loopbench.loopcore.stream.Writable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files through a pool in virtual time. */
class FileSourceIT {

    private static final int CHUNK_BYTES = 1000;
    private static final Buffering<ByteBuffer> MARK =
            Buffering.bytes().withHighWaterMark(CHUNK_BYTES);

    private final VirtualClock clock = VirtualClock.still();
    private final EventLoop loop =
            new EventLoop(
                    EventLoopConfig.of(
                            clock, new SimulatedPoller(clock), new FakePool(clock, 1, 1)));
    private final List<String> log = new ArrayList<>();

    @TempDir Path directory;

    private Readable<ByteBuffer> stream(Path path) {
        Readable<ByteBuffer> stream =
                new Readable<>(loop, new FileSource(loop, path, CHUNK_BYTES), MARK);
        stream.end().on(ended -> log.add("end"));
        stream.closed().on(closed -> log.add("close"));
        stream.error().on(this::logError);

        return stream;
    }

    private void logError(Throwable error) {
        log.add(((FileException) error).error() + ": " + error.getMessage());
    }

    private Path file(int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return Files.write(directory.resolve("file"), content);
    }

    private void run() {
        loop.run(RunMode.DEFAULT);
        loop.close();
    }

    @Test
    void a_file_is_read_chunk_by_chunk_to_its_end() throws IOException {
        Path path = file(3 * CHUNK_BYTES + 1);
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        List<Integer> sizes = new ArrayList<>();
        stream(path)
                .data()
                .on(
                        chunk -> {
                            sizes.add(chunk.remaining());
                            byte[] bytes = new byte[chunk.remaining()];
                            chunk.get(bytes);
                            received.writeBytes(bytes);
                        });

        run();

        assertThat(received.toByteArray()).isEqualTo(Files.readAllBytes(path));
        assertThat(sizes).containsExactly(CHUNK_BYTES, CHUNK_BYTES, CHUNK_BYTES, 1);
        assertThat(log).containsExactly("end", "close");
    }

    @Test
    void an_empty_file_ends_at_once() throws IOException {
        stream(file(0)).resume();

        run();

        assertThat(log).containsExactly("end", "close");
    }

    @Test
    @Rule("R04")
    void a_paused_stream_reads_no_further_than_its_mark() throws IOException {
        Readable<ByteBuffer> stream = stream(file(10 * CHUNK_BYTES));

        stream.resume();
        stream.pause();
        loop.run(RunMode.DEFAULT);

        assertThat(stream.length()).isEqualTo(CHUNK_BYTES);
        stream.destroy();
        run();
        assertThat(log).containsExactly("close");
    }

    @Test
    void a_pipe_gives_its_buffers_back_to_be_read_into_again() throws IOException {
        FileSource source = new FileSource(loop, file(100 * CHUNK_BYTES), CHUNK_BYTES);
        Set<Object> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
        Readable<ByteBuffer> stream = new Readable<>(loop, watched(source, buffers), MARK);
        long[] received = {0};
        stream.pipe(
                new Writable<>(
                        loop,
                        (chunks, done) -> {
                            chunks.forEach(chunk -> received[0] += chunk.remaining());
                            loop.setTimeout(() -> done.done(null), 1);
                        },
                        MARK));

        run();

        assertThat(received[0]).isEqualTo(100 * CHUNK_BYTES);
        assertThat(buffers).as("one in the sink, one held, one being read").hasSizeLessThan(4);
    }

    /** The source, with a note of each buffer that comes back to it. */
    private static Source<ByteBuffer> watched(FileSource source, Set<Object> buffers) {
        return new Source<>() {
            @Override
            public void read(Feed<ByteBuffer> feed) {
                source.read(feed);
            }

            @Override
            public void release(ByteBuffer chunk) {
                buffers.add(chunk);
                source.release(chunk);
            }

            @Override
            public void close(@Nullable Throwable cause, Done closed) {
                source.close(cause, closed);
            }
        };
    }

    @Test
    void a_missing_file_is_an_error_of_the_stream() {
        stream(directory.resolve("missing")).resume();

        run();

        assertThat(log).hasSize(2).last().isEqualTo("close");
        assertThat(log.get(0)).startsWith("ENOENT: open failed").contains("missing");
    }

    @Test
    void a_directory_is_an_error_of_the_stream_and_closed_all_the_same() {
        stream(directory).resume();

        run();

        assertThat(log).hasSize(2).last().isEqualTo("close");
        assertThat(log.get(0)).startsWith("EISDIR: read failed");
    }

    @Test
    void a_stream_destroyed_while_it_opens_or_reads_closes_the_file_afterwards()
            throws IOException {
        Readable<ByteBuffer> opening = stream(file(CHUNK_BYTES));
        opening.resume();
        loop.run(RunMode.NOWAIT);
        opening.destroy();
        assertThat(log).isEmpty();
        loop.run(RunMode.DEFAULT);
        assertThat(log).containsExactly("close");

        Readable<ByteBuffer> reading = stream(file(10 * CHUNK_BYTES));
        reading.data().once(chunk -> reading.destroy());
        run();

        assertThat(log).containsExactly("close", "close");
    }
}
