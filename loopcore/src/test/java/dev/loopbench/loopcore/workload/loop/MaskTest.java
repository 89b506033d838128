package dev.loopbench.loopcore.workload.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void each_byte_is_combined_with_the_one_of_the_key_at_its_place() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0});
        new Mask(0x01030507).apply(bytes, 0);

        assertThat(bytes.array()).containsExactly(1, 3, 5, 7, 1, 19, 5, 7, 1, 3, 5);
        assertThat(bytes.remaining()).isEqualTo(11);
    }

    @Test
    void no_key_leaves_a_byte_as_it_was() {
        ByteBuffer bytes = ByteBuffer.allocate(9);
        new Mask(0).apply(bytes, 3);

        assertThat(bytes.array()).doesNotContain(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void a_stream_is_masked_alike_however_it_is_cut_and_unmasked_by_the_same(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Mask mask = Mask.drawn(seed);
        byte[] plain = random(seed, 1000);
        ByteBuffer whole = ByteBuffer.allocateDirect(plain.length).put(plain).flip();
        mask.apply(whole, 0);
        ByteBuffer cut = ByteBuffer.wrap(plain.clone());
        int position = 0;
        while (position < plain.length) {
            int end = Math.min(plain.length, position + 1 + random.nextInt(40));
            mask.apply(cut.duplicate().position(position).limit(end), position);
            position = end;
        }

        assertThat(cut).as("seed %s", seed).isEqualTo(whole).isNotEqualTo(ByteBuffer.wrap(plain));
        mask.apply(cut, 0);
        assertThat(cut).as("seed %s", seed).isEqualTo(ByteBuffer.wrap(plain));
    }
}
