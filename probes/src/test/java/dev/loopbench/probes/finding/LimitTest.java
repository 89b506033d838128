package dev.loopbench.probes.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitTest {

    @ParameterizedTest
    @EnumSource
    void info_comes_to_25_and_warn_to_75(Limit limit) {
        assertThat(limit.score(limit.info())).isEqualTo(25);
        assertThat(limit.score(limit.info() * 0.999)).isLessThan(25);
        assertThat(limit.score(limit.warn())).isEqualTo(75);
        assertThat(limit.score(limit.warn() * 0.999)).isLessThan(75);
    }

    @ParameterizedTest
    @EnumSource
    void a_score_grows_with_its_quantity_and_stays_within_0_and_100(Limit limit) {
        Random random = new Random(11);
        double[] values = random.doubles(200, 0, 5 * limit.warn()).sorted().toArray();
        int before = 0;
        for (double value : values) {
            assertThat(limit.score(value)).as("of %s, seed 11", value).isBetween(before, 100);
            before = limit.score(value);
        }
        assertThat(limit.score(Double.NaN)).isZero();
        assertThat(limit.score(-1.0)).isZero();
        assertThat(limit.score(Double.POSITIVE_INFINITY)).isEqualTo(100);
    }

    @Test
    void a_second_quantity_holds_a_score_back_but_keeps_it_worth_knowing() {
        assertThat(Score.heldBackBy(80, 90)).isEqualTo(90);
        assertThat(Score.heldBackBy(40, 90)).isEqualTo(40);
        assertThat(Score.heldBackBy(3, 90)).isEqualTo(25);
        assertThat(Score.heldBackBy(3, 10)).isEqualTo(10);
    }

    @Test
    void the_readme_has_exactly_these_limits_and_gates() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md"));
        assertThat(rowsBelow(lines, "| rule | quantity | info | warn | why |"))
                .containsExactlyElementsOf(Arrays.stream(Limit.values()).map(Limit::row).toList());
        assertThat(rowsBelow(lines, "| rule | value | why |"))
                .containsExactlyElementsOf(
                        Arrays.stream(Condition.values()).map(Condition::row).toList());
    }

    private static List<String> rowsBelow(List<String> lines, String head) {
        assertThat(lines).contains(head);
        return lines.stream()
                .skip(lines.indexOf(head) + 2L)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
