package dev.loopbench.reports.gate.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.gate.statistics.Shift;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JudgementTest {

    private static final double[] BASE = {4, 4, 4};
    private static final double[] HEAD = {5, 5, 5};

    @Test
    void its_result_has_the_shares_of_its_differences() {
        double[] differences = new double[12];
        Arrays.fill(differences, Math.log(1.25));
        Judgement judgement = judged(Shift.paired(differences), Verdict.CANDIDATE);

        CellResult result = judgement.as(Verdict.REGRESSION).result(null, BASE, HEAD);

        assertThat(result.gated()).isTrue();
        assertThat(result.definition().marginShare()).isEqualTo(0.03);
        assertThat(result.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(result.observed().pairs()).isEqualTo(12);
        assertThat(result.observed().baseMedian()).isEqualTo(4);
        assertThat(result.observed().headMedian()).isEqualTo(5);
        assertThat(result.change().estimateShare()).isCloseTo(0.25, within(1e-9));
        assertThat(result.change().pValue()).isEqualTo(judgement.pValue());
        assertThat(result.change().detectableShare())
                .isCloseTo(Math.expm1(judgement.detectable()), within(1e-12));
    }

    @Test
    void what_its_pairs_cannot_say_is_not_known() {
        CellResult result =
                judged(Shift.paired(0.1, 0.2, 0.3), Verdict.INCONCLUSIVE)
                        .result("too few", BASE, HEAD);

        assertThat(result.reason()).isEqualTo("too few");
        assertThat(result.change().lowerShare()).isNull();
        assertThat(result.change().detectableShare()).isNull();
    }

    private static Judgement judged(Shift shift, Verdict verdict) {
        return new Judgement(CourseDriver.cells(1, 0.03).get(0), verdict, shift, 0.01, null, null);
    }
}
