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

class ThresholdTest {

    @ParameterizedTest
    @EnumSource
    void info_comes_to_25_and_warn_to_75(Threshold threshold) {
        assertThat(threshold.score(threshold.info())).isEqualTo(25);
        assertThat(threshold.score(threshold.info() * 0.999)).isLessThan(25);
        assertThat(threshold.score(threshold.warn())).isEqualTo(75);
        assertThat(threshold.score(threshold.warn() * 0.999)).isLessThan(75);
    }

    @ParameterizedTest
    @EnumSource
    void a_score_grows_with_its_quantity_and_stays_within_0_and_100(Threshold threshold) {
        Random random = new Random(11);
        double[] values = random.doubles(200, 0, 5 * threshold.warn()).sorted().toArray();
        int before = 0;
        for (double value : values) {
            assertThat(threshold.score(value)).as("of %s, seed 11", value).isBetween(before, 100);
            before = threshold.score(value);
        }
        assertThat(threshold.score(Double.NaN)).isZero();
        assertThat(threshold.score(-1.0)).isZero();
        assertThat(threshold.score(Double.POSITIVE_INFINITY)).isEqualTo(100);
    }

    @Test
    void a_second_quantity_holds_a_score_back_but_keeps_it_worth_knowing() {
        assertThat(Score.heldBackBy(80, 90)).isEqualTo(90);
        assertThat(Score.heldBackBy(40, 90)).isEqualTo(40);
        assertThat(Score.heldBackBy(3, 90)).isEqualTo(25);
        assertThat(Score.heldBackBy(3, 10)).isEqualTo(10);
    }

    @Test
    void the_readme_has_exactly_these_thresholds_and_conditions() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md"));
        assertThat(rowsBelow(lines, "| rule | quantity | info | warn | why |"))
                .containsExactlyElementsOf(
                        Arrays.stream(Threshold.values()).map(Threshold::row).toList());
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
