package dev.loopbench.reports.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Repeat;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepeatRangeTest {

    @Test
    void it_reaches_from_the_least_to_the_most_of_all_repeats() {
        Optional<RepeatRange> spread = around(5, 4.0, 7.0, 5.0);

        assertThat(spread).contains(new RepeatRange(4, 7));
        assertThat(spread.map(RepeatRange::halfWidth)).contains(1.5);
    }

    @Test
    void one_repeat_has_none() {
        assertThat(around(5, 5.0)).isEmpty();
    }

    @Test
    void it_needs_the_figure_of_every_repeat() {
        assertThat(around(5, 4.0, null, 6.0)).isEmpty();
    }

    @Test
    void bounds_that_do_not_enclose_the_value_are_not_its_bounds() {
        assertThat(around(5, 6.0, 7.0)).isEmpty();
        assertThat(around(5, 3.0, 4.0)).isEmpty();
    }

    private static Optional<RepeatRange> around(double value, @Nullable Double... rates) {
        List<Repeat> repeats =
                Arrays.stream(rates)
                        .map(rate -> new Repeat(0, 1, 1, 0, rate, new TreeMap<>()))
                        .toList();
        return RepeatRange.around(value, repeats, Repeat::perSecond);
    }
}
