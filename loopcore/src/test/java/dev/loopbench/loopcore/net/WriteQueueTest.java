package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loopbench.loopcore.Rule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteQueueTest {

    private static final int MIB = 1024 * 1024;

    private final WriteQueue queue = new WriteQueue();
    private final FakeStream socket = new FakeStream();
    private final List<String> log = new ArrayList<>();

    @Test
    @Rule("S13")
    void the_size_counts_the_bytes_that_were_not_sent() {
        queue.add(request(ByteBuffer.allocate(10 * MIB)));
        queue.flush(socket.room(MIB));
        assertThat(queue.unsentBytes()).isEqualTo(9L * MIB);

        queue.add(request(ByteBuffer.allocate(1)));
        assertThat(queue.unsentBytes()).isEqualTo(9L * MIB + 1);
    }

    @Test
    @Rule("S14")
    void requests_finish_in_the_order_they_were_added() {
        queue.add(request(bytes("ab"), "first"));
        queue.add(request(bytes("cd"), "second"));

        queue.flush(socket.room(3));
        assertThat(queue.finished()).isEqualTo(1);
        queue.flush(socket.room(3));

        runFinished();
        assertThat(log).containsExactly("first null", "second null");
        assertThat(socket.written()).isEqualTo("abcd");
    }

    @Test
    @Rule("S15")
    void a_flush_sends_at_most_32_requests() {
        for (int i = 0; i < 40; i++) {
            queue.add(request(bytes("x")));
        }

        queue.flush(socket.room(100));
        assertThat(queue.finished()).isEqualTo(32);
        assertThat(queue.unsentBytes()).isEqualTo(8);

        queue.flush(socket);
        assertThat(queue.hasUnsent()).isFalse();
    }

    @Test
    @Rule("S15")
    void the_buffers_of_a_request_go_out_in_one_call_and_go_on_where_they_stopped() {
        ByteBuffer[] data = {bytes("ab"), bytes(""), bytes("cd"), bytes("ef")};
        queue.add(new WriteRequest(data, NetUnit.IGNORE));
        Arrays.fill(data, bytes("not sent: the array is the caller's again"));

        queue.flush(socket.room(3));
        assertThat(socket.calls()).isEqualTo(1);
        assertThat(queue.finished()).isZero();

        queue.flush(socket.room(3));
        assertThat(socket.calls()).isEqualTo(2);
        assertThat(queue.finished()).isEqualTo(1);
        assertThat(socket.written()).isEqualTo("abcdef");
        assertThat(queue.unsentBytes()).isZero();
    }

    @Test
    @Rule("S13")
    void a_socket_that_is_full_is_asked_once_a_flush() {
        queue.add(request(bytes("a")));
        queue.add(request(bytes("b")));

        queue.flush(socket.room(0));

        assertThat(socket.calls()).isEqualTo(1);
    }

    @Test
    void an_empty_write_takes_no_system_call() {
        queue.add(request(bytes("")));

        queue.flush(socket);

        assertThat(queue.finished()).isEqualTo(1);
        assertThat(socket.calls()).isZero();
    }

    @Test
    void a_write_that_fails_ends_with_the_reason_and_the_next_one_is_tried() {
        queue.add(request(bytes("a"), "first"));
        queue.add(request(bytes("b"), "second"));

        queue.flush(socket.failing(new IOException("Broken pipe")));

        runFinished();
        assertThat(log).containsExactly("first EPIPE", "second EPIPE");
        assertThat(queue.unsentBytes()).isZero();
    }

    @Test
    @Rule("C05")
    void what_is_cancelled_keeps_its_place_behind_what_was_sent() {
        queue.add(request(bytes("ab"), "sent"));
        queue.add(request(bytes("cd"), "half sent"));
        queue.add(request(bytes("ef"), "not sent"));
        queue.flush(socket.room(3));

        queue.failUnsent(NetError.ECANCELED);

        runFinished();
        assertThat(log).containsExactly("sent null", "half sent ECANCELED", "not sent ECANCELED");
        assertThat(queue.unsentBytes()).isZero();
    }

    @Test
    @Rule("S16")
    void a_write_without_a_buffer_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WriteRequest(new ByteBuffer[0], NetUnit.IGNORE))
                .withMessage("a write needs a buffer");
    }

    @Test
    @Rule("S16")
    void a_write_of_more_than_the_kernel_takes_is_refused() {
        ByteBuffer mib = ByteBuffer.allocate(MIB);
        ByteBuffer[] most = new ByteBuffer[2048];
        Arrays.fill(most, mib);
        most[2047] = ByteBuffer.allocate(MIB - 4096);

        queue.add(new WriteRequest(most, NetUnit.IGNORE));
        assertThat(queue.unsentBytes()).isEqualTo(0x7ffff000L);

        most[2047] = ByteBuffer.allocate(MIB - 4095);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queue.add(new WriteRequest(most, NetUnit.IGNORE)))
                .withMessage("a write has at most 2147479552 bytes, not 2147479553");
    }

    private void runFinished() {
        while (queue.finished() > 0) {
            queue.removeFinished().run();
        }
    }

    private WriteRequest request(ByteBuffer data) {
        return request(data, "request");
    }

    private WriteRequest request(ByteBuffer data, String name) {
        return new WriteRequest(data, error -> log.add(name + " " + error));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
