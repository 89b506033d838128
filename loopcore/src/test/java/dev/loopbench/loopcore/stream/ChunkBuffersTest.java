package dev.loopbench.loopcore.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ChunkBuffersTest {

    private final ChunkBuffers buffers = new ChunkBuffers(8);

    @Test
    void a_buffer_given_back_is_taken_again_and_empty() {
        ByteBuffer first = buffers.take();
        first.putInt(1).flip();

        buffers.release(first);
        ByteBuffer again = buffers.take();

        assertThat(again).isSameAs(first);
        assertThat(again.remaining()).isEqualTo(8);
        assertThat(buffers.take()).isNotSameAs(first);
    }

    @Test
    void only_its_own_kind_of_buffers_is_kept() {
        buffers.release(ByteBuffer.allocate(8));
        buffers.release(ByteBuffer.allocateDirect(4));

        ByteBuffer taken = buffers.take();

        assertThat(taken.isDirect()).isTrue();
        assertThat(taken.capacity()).isEqualTo(8);
    }

    @Test
    void a_size_that_holds_nothing_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChunkBuffers(0))
                .withMessage("a buffer cannot have 0 bytes");
    }
}
