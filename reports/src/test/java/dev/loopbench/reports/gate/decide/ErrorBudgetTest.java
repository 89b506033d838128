package dev.loopbench.reports.gate.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.reports.gate.model.Comparison.Look;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorBudgetTest {

    @ParameterizedTest
    @CsvSource({
        "30, 12 20 30",
        "12, 12",
        "8, 8",
        "16, 12 16",
        "21, 12 20 21",
        "100, 12 20 30 45 68 100",
        "1000, 12 20 30 45 68 102 153 230 345 518 777 1000"
    })
    void the_last_look_is_at_the_most_pairs(int most, String pairs) {
        assertThat(looks(most, 0))
                .extracting(look -> Integer.toString(look.pairs()))
                .containsExactly(pairs.split(" "));
    }

    @Test
    void each_look_has_the_share_of_its_index() {
        assertThat(looks(100, 0))
                .extracting(Look::budgetShare)
                .usingComparatorForType(
                        (a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b), Double.class)
                .containsExactly(0.25, 0.20, 0.40, 0.075, 0.0375, 0.01875);
        assertThat(looks(16, 0)).last().isEqualTo(new Look(16, 0.20));
    }

    @Test
    void however_many_looks_they_never_spend_more_than_there_is() {
        double spent = 0;
        for (int index = 0; index < 60; index++) {
            double share = looks(1000, index).get(0).budgetShare();
            assertThat(share).isPositive();
            spent += share;
        }
        assertThat(spent).isCloseTo(1, within(1e-9)).isLessThanOrEqualTo(1);
    }

    @Test
    void looks_spent_are_gone_for_good() {
        assertThat(looks(60, 3)).extracting(Look::pairs).containsExactly(45, 60);
        assertThat(looks(60, 3))
                .extracting(Look::budgetShare)
                .containsExactly(ErrorBudget.share(3), ErrorBudget.share(4));
        assertThat(looks(60, 5)).extracting(Look::pairs).containsExactly(60);
    }

    private static List<Look> looks(int most, int spent) {
        return new ErrorBudget(new Rules(0.01, most, 8)).looksFrom(spent);
    }
}
