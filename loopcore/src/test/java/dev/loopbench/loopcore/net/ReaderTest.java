package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Rule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReaderTest {

    private static final int FULL = Reader.SUGGESTED_BYTES;

    private final List<String> log = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(FULL);
    private final Reader reader =
            new Reader(NetUnit.calls(), () -> log.add("stopped, reading " + isReading()));
    private final FakeStream socket = new FakeStream();

    private boolean isReading() {
        return reader.isReading();
    }

    @Test
    @Rule("S09")
    void one_event_makes_at_most_32_reads() {
        start();

        reader.read(socket.bringing(counts(40, FULL)));

        assertThat(log).hasSize(32);
        assertThat(socket.calls()).isEqualTo(32);
    }

    @Test
    @Rule("S09")
    void a_short_read_is_the_last_of_its_event() {
        start();

        reader.read(socket.bringing(FULL, 10, FULL));

        assertThat(log).containsExactly("read 65536", "read 10");
        assertThat(socket.calls()).isEqualTo(2);
    }

    @Test
    @Rule("S09")
    void the_allocator_is_asked_for_64_kib_before_each_read() {
        List<Integer> suggested = new ArrayList<>();
        reader.start(
                bytes -> {
                    suggested.add(bytes);
                    return buffer.clear();
                },
                new Logging());

        reader.read(socket.bringing(FULL, 1));

        assertThat(suggested).containsExactly(64 * 1024, 64 * 1024);
    }

    @Test
    @Rule("S09")
    void data_stands_between_the_position_the_buffer_had_and_where_the_read_stopped() {
        reader.start(bytes -> buffer.clear().position(5).limit(50), new Logging());

        reader.read(socket.bringing(10));

        assertThat(buffer.position()).isEqualTo(5);
        assertThat(buffer.limit()).isEqualTo(15);
    }

    @Test
    @Rule("S10")
    void a_stop_in_a_callback_ends_the_reads_of_its_event() {
        start(
                new Logging() {
                    @Override
                    public void read(ByteBuffer data) {
                        super.read(data);
                        reader.stop();
                    }
                });

        reader.read(socket.bringing(FULL, FULL));

        assertThat(log).containsExactly("read 65536");
        assertThat(socket.calls()).isEqualTo(1);
    }

    @Test
    @Rule("S10")
    void a_stop_and_a_start_in_a_callback_go_on_with_the_new_one() {
        Logging second =
                new Logging() {
                    @Override
                    public void read(ByteBuffer data) {
                        log.add("second");
                    }
                };
        start(
                new Logging() {
                    @Override
                    public void read(ByteBuffer data) {
                        log.add("first");
                        reader.stop();
                        start(second);
                    }
                });

        reader.read(socket.bringing(FULL, 1));

        assertThat(log).containsExactly("first", "second");
    }

    @Test
    @Rule("S11")
    void the_end_stops_reading_before_it_is_told() {
        start();

        reader.read(socket.bringing(FULL, FakeStream.END));

        assertThat(log).containsExactly("read 65536", "stopped, reading false", "ended EOF");
        assertThat(reader.mayHaveMore()).isFalse();
        assertThat(reader.hasFailed()).isFalse();
    }

    @Test
    @Rule("S11")
    void after_a_new_start_there_may_be_more_until_the_end_comes_again() {
        start();
        reader.read(socket.bringing(FakeStream.END, FakeStream.END));
        log.clear();

        start();
        assertThat(reader.mayHaveMore()).isTrue();
        reader.read(socket);

        assertThat(log).containsExactly("stopped, reading false", "ended EOF");
        assertThat(reader.mayHaveMore()).isFalse();
    }

    @Test
    @Rule("S12")
    void a_failure_stops_reading_for_good() {
        start();

        reader.read(socket.failing(new IOException("Connection reset")));

        assertThat(log).containsExactly("stopped, reading false", "ended ECONNRESET");
        assertThat(reader.hasFailed()).isTrue();
    }

    @Test
    @Rule("S12")
    void a_read_of_nothing_is_not_the_end() {
        start();

        reader.read(socket);

        assertThat(log).isEmpty();
        assertThat(socket.calls()).isEqualTo(1);
        assertThat(reader.isReading()).isTrue();
    }

    @Test
    @Rule("S12")
    void a_buffer_without_room_is_enobufs_and_no_read() {
        reader.start(bytes -> ByteBuffer.allocate(0), new Logging());

        reader.read(socket.bringing(1));

        assertThat(log).containsExactly("stopped, reading false", "ended ENOBUFS");
        assertThat(socket.calls()).isZero();
        assertThat(reader.hasFailed()).isFalse();
        assertThat(reader.mayHaveMore()).isTrue();
    }

    private void start() {
        start(new Logging());
    }

    private void start(ReadCallback callback) {
        reader.start(bytes -> buffer.clear(), callback);
    }

    private static int[] counts(int reads, int bytes) {
        return Collections.nCopies(reads, bytes).stream().mapToInt(Integer::intValue).toArray();
    }

    private class Logging implements ReadCallback {

        @Override
        public void read(ByteBuffer data) {
            log.add("read " + data.remaining());
        }

        @Override
        public void ended(NetError reason) {
            log.add("ended " + reason);
        }
    }
}
