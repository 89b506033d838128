package dev.loopbench.loopcore.zlib;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {

    private static final byte[] WORDS = "so much for so little, ".repeat(100).getBytes(US_ASCII);

    static IntStream levels() {
        return IntStream.rangeClosed(0, 9);
    }

    @ParameterizedTest
    @MethodSource("levels")
    void any_reader_of_gzip_gets_the_same_bytes_at_every_level(int level) throws IOException {
        byte[] member = new Gzip(level).compress(WORDS);
        try (GZIPInputStream reader = new GZIPInputStream(new ByteArrayInputStream(member))) {
            assertThat(reader.readAllBytes()).isEqualTo(WORDS);
        }
    }

    @Test
    void what_any_writer_of_gzip_wrote_is_read() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int member = 0; member < 2; member++) {
            try (GZIPOutputStream writer = new GZIPOutputStream(members)) {
                writer.write(WORDS);
            }
        }

        byte[] bytes = new Gunzip(2 * WORDS.length).decompress(members.toByteArray());
        assertThat(bytes).startsWith(WORDS).endsWith(WORDS).hasSize(2 * WORDS.length);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void random_bytes_of_any_length_come_back(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 50; round++) {
            byte[] bytes = new byte[random.nextInt(200_000)];
            random.nextBytes(bytes);
            byte[] member = new Gzip(random.nextInt(10)).compress(bytes);

            assertThat(new Gunzip(bytes.length).decompress(member))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void the_header_tells_the_effort_and_no_time_and_no_system() {
        assertThat(new Gzip(9).compress(WORDS)).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255);
        assertThat(new Gzip(6).compress(WORDS)[8]).isEqualTo((byte) 0);
        assertThat(new Gzip(1).compress(WORDS)[8]).isEqualTo((byte) 4);
    }

    @Test
    void more_effort_gives_a_smaller_result() {
        assertThat(new Gzip(0).compress(WORDS)).hasSizeGreaterThan(WORDS.length);
        assertThat(new Gzip(1).compress(WORDS)).hasSizeLessThan(WORDS.length / 10);
        assertThat(new Gzip(9).compress(WORDS).length)
                .isLessThanOrEqualTo(new Gzip(1).compress(WORDS).length);
    }

    @Test
    void a_changed_byte_is_noticed() {
        byte[] member = new Gzip(0).compress(WORDS);
        member[member.length / 2]++;

        assertThatThrownBy(() -> new Gunzip(WORDS.length).decompress(member))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_member_that_is_cut_short_is_noticed() {
        byte[] member = new Gzip(6).compress(WORDS);

        assertThatThrownBy(
                        () ->
                                new Gunzip(WORDS.length)
                                        .decompress(Arrays.copyOf(member, member.length - 1)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void more_bytes_than_may_come_out_are_refused() {
        byte[] member = new Gzip(6).compress(WORDS);

        assertThatThrownBy(() -> new Gunzip(WORDS.length - 1).decompress(member))
                .isInstanceOf(IOException.class)
                .hasMessage("more than 2299 bytes come out");
    }

    @Test
    void what_cannot_be_is_the_callers_mistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Gzip(10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Gzip(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Gunzip(-1));
    }
}
