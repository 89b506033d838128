package dev.loopbench.loopcore.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loopbench.loopcore.Rule;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BufferingTest {

    @Test
    @Rule("R01")
    void the_default_marks_are_64_kib_and_16_objects() {
        assertThat(Buffering.bytes().highWaterMark()).isEqualTo(65_536);
        assertThat(Buffering.objects().highWaterMark()).isEqualTo(16);
    }

    @Test
    @Rule("R01")
    void a_mark_of_zero_is_legal_and_a_negative_one_is_not() {
        assertThat(Buffering.bytes().withHighWaterMark(0).highWaterMark()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Buffering.objects().withHighWaterMark(-1))
                .withMessage("a high-water mark cannot be negative: -1");
    }

    @Test
    void bytes_are_counted_from_position_to_limit_and_objects_one_by_one() {
        ByteBuffer chunk = ByteBuffer.allocate(10).position(2).limit(5);

        assertThat(Buffering.bytes().size().applyAsLong(chunk)).isEqualTo(3);
        assertThat(Buffering.<ByteBuffer>objects().size().applyAsLong(chunk)).isEqualTo(1);
    }

    @Test
    void who_shares_a_buffer_has_a_position_of_his_own() {
        ByteBuffer chunk = ByteBuffer.allocate(10);

        Buffering.bytes().share().apply(chunk).get();

        assertThat(chunk.position()).isZero();
    }
}
