package dev.loopbench.probes.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WideSumTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void squares_add_up_exactly_beyond_64_bits(long seed) {
        Random random = new Random(seed);
        WideSum sum = new WideSum();
        BigInteger expected = BigInteger.ZERO;
        for (int i = 0; i < 1_000; i++) {
            long value = random.nextLong() >>> random.nextInt(8, 63);
            sum.addSquare(value);
            expected = expected.add(BigInteger.valueOf(value).pow(2));
        }

        assertThat(sum.toDouble())
                .as("seed %d", seed)
                .isCloseTo(expected.doubleValue(), withinPercentage(1e-13));
    }
}
