package dev.loopbench.loopcore.workload.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePatternTest {

    private final FilePattern pattern = new FilePattern();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 65_536, 65_537, 1_000_003, 1L << 40})
    void what_was_filled_for_a_position_belongs_there(long position) {
        ByteBuffer buffer = filled(200_000, position);

        assertThat(pattern.mismatch(buffer, 200_000, position)).isEqualTo(FilePattern.NONE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 512, 4096, 65_536, 1 << 20})
    void bytes_of_another_place_do_not_belong(long shift) {
        ByteBuffer buffer = filled(4096, 8192);

        assertThat(pattern.mismatch(buffer, 4096, 8192 + shift)).isNotNegative();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_single_changed_byte_is_found_where_it_is(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 50; round++) {
            int length = random.nextInt(1, 150_000);
            long position = random.nextLong(1L << 33);
            int changed = random.nextInt(length);
            ByteBuffer buffer = filled(length, position);
            buffer.put(changed, (byte) (buffer.get(changed) + 1));

            assertThat(pattern.mismatch(buffer, length, position))
                    .as("seed %d, %d bytes at %d", seed, length, position)
                    .isEqualTo(changed);
        }
    }

    @Test
    void bytes_after_the_count_do_not_matter() {
        ByteBuffer buffer = filled(100, 0);
        buffer.put(50, (byte) (buffer.get(50) + 1));

        assertThat(pattern.mismatch(buffer, 50, 0)).isEqualTo(FilePattern.NONE);
    }

    private ByteBuffer filled(int length, long position) {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        pattern.fill(buffer, position);
        return buffer.flip();
    }
}
