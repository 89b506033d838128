package dev.loopbench.loopcore.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EchoPatternTest {

    private static final int PAYLOAD_BYTES = 16;

    private final EchoPattern pattern = new EchoPattern(PAYLOAD_BYTES);

    private ByteBuffer payload(int offset) {
        return pattern.view().limit(offset + PAYLOAD_BYTES).position(offset);
    }

    @Test
    void a_connections_next_65_520_requests_differ_from_each_other() {
        Set<ByteBuffer> payloads = new HashSet<>();
        int offset = EchoPattern.firstOffset(0);
        for (int request = 0; request < 65_521; request++) {
            offset = EchoPattern.nextOffset(offset);
            payloads.add(payload(offset));
        }

        assertThat(payloads).hasSize(65_521);
    }

    @Test
    void connections_that_go_along_with_each_other_differ_in_all_they_send() {
        Set<Integer> offsets = new HashSet<>();
        for (int connection = 0; connection < 10_000; connection++) {
            offsets.add(EchoPattern.firstOffset(connection));
        }

        assertThat(offsets).hasSize(10_000);
    }

    @Test
    void the_last_beginning_has_room_for_the_largest_payload() {
        assertThat(payload(65_520).remaining()).isEqualTo(PAYLOAD_BYTES);
    }

    @Test
    void a_payload_without_bytes_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EchoPattern(0));
    }
}
