package dev.loopbench.probes.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NanosSumTest {

    @ParameterizedTest
    @CsvSource({
        "41_000_000, 41.0ms",
        "9_996_000, 10.00ms",
        "1_234_567, 1.23ms",
        "12_345, 12.3µs",
        "812, 812ns",
        "0, 0ns",
        "9_999_999_999, 10000.0ms",
        "12_345_678_901, 12.35s"
    })
    void the_total_has_the_unit_and_digits_of_its_size(String nanos, String text) {
        long total = Long.parseLong(nanos.replace("_", ""));

        assertThat(new NanosSum(total, List.of(total)).total()).isEqualTo(text);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_printed_adds_up(long seed) {
        Random random = new Random(seed);
        List<Long> parts = new ArrayList<>();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            parts.add(random.nextLong() >>> (8 + random.nextInt(55)));
        }
        NanosSum sum = new NanosSum(parts.stream().mapToLong(part -> part).sum(), parts);
        BigDecimal printed = BigDecimal.ZERO;
        for (int i = 0; i < parts.size(); i++) {
            printed = printed.add(number(sum.part(i)));
        }
        assertThat(printed).as("seed %s", seed).isEqualByComparingTo(number(sum.total()));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.replaceAll("[^0-9.]", ""));
    }
}
