package dev.loopbench.reports.gate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeKindTest {

    @ParameterizedTest
    @CsvSource({
        "NO_REGRESSION IMPROVEMENT UNCONFIRMED INCONCLUSIVE REGRESSION UNTRUSTED, TOO_NOISY",
        "NO_REGRESSION IMPROVEMENT UNCONFIRMED INCONCLUSIVE REGRESSION, REGRESSION",
        "NO_REGRESSION IMPROVEMENT UNCONFIRMED INCONCLUSIVE, INCONCLUSIVE",
        "NO_REGRESSION CANDIDATE, INCONCLUSIVE",
        "NO_REGRESSION IMPROVEMENT UNCONFIRMED, UNCONFIRMED",
        "NO_REGRESSION IMPROVEMENT, IMPROVEMENT",
        "NO_REGRESSION NO_REGRESSION, NO_REGRESSION",
    })
    void the_worst_verdict_decides_and_what_is_open_goes_before_what_is_well(
            String verdicts, OutcomeKind kind) {
        assertThat(OutcomeKind.of(gated(verdicts))).isEqualTo(kind);
    }

    @Test
    void what_is_not_gated_decides_nothing() {
        CellResult shown = CellResults.of("makespan", false, Verdict.REGRESSION, 0.5, 0.4, 0.6);

        assertThat(OutcomeKind.of(List.of(shown))).isEqualTo(OutcomeKind.INCONCLUSIVE);
        assertThat(OutcomeKind.of(List.of())).isEqualTo(OutcomeKind.INCONCLUSIVE);
    }

    private static List<CellResult> gated(String verdicts) {
        return Arrays.stream(verdicts.split(" ", -1))
                .map(Verdict::valueOf)
                .map(verdict -> CellResults.of(verdict.name(), true, verdict, 0, -0.01, 0.01))
                .toList();
    }
}
