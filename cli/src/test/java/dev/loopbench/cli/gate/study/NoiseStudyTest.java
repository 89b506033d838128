package dev.loopbench.cli.gate.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.cli.Comparisons;
import dev.loopbench.cli.gate.study.NoiseStudy.NoisyCell;
import dev.loopbench.reports.gate.decide.Rules;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.DroppedCell;
import dev.loopbench.reports.gate.model.Margins;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.text.TextStyle;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NoiseStudyTest {

    private static final Rules RULES =
            new Rules(
                    Rules.DEFAULT_FALSE_ALARM_SHARE,
                    Rules.DEFAULT_MAX_PAIRS,
                    Rules.DEFAULT_CONFIRM_PAIRS);

    private static final Margins MARGINS = new Margins(Margins.DEFAULT_SHARE, new TreeMap<>());

    @Test
    void the_median_timed_cell_makes_the_grade() {
        assertThat(study(spread(0.01), spread(0.02), spread(0.2)).grade()).isEqualTo(Grade.CALM);
        assertThat(study(spread(0.01), spread(0.05), spread(0.2)).grade()).isEqualTo(Grade.NOISY);
        assertThat(study(spread(0.09)).grade()).isEqualTo(Grade.UNFIT);
    }

    @Test
    void counters_have_no_part_in_the_grade() {
        assertThat(study(cell("loop.iterations", 0.2, 0), spread(0.01)).grade())
                .isEqualTo(Grade.CALM);
    }

    @Test
    void nothing_to_gate_is_unfit() {
        assertThat(study().grade()).isEqualTo(Grade.UNFIT);
    }

    @Test
    void more_pairs_find_smaller_changes_beyond_the_margin() {
        NoisyCell cell = study(spread(0.02)).cells().get(0);

        double few = share(cell, 12);
        double more = share(cell, 20);
        double most = share(cell, 30);
        assertThat(few).isGreaterThan(more);
        assertThat(more).isGreaterThan(most);
        assertThat(most).isGreaterThan(0.03);
        assertThat(cell.gateable()).isTrue();
    }

    @Test
    void a_margin_leaves_room_for_twice_what_base_shows_against_itself() {
        assertThat(study(cell("response.p50", 0.02, 0.001)).cells().get(0).marginShare())
                .isEqualTo(0.03);
        assertThat(study(cell("response.p50", 0.02, -0.034)).cells().get(0).marginShare())
                .isCloseTo(0.07, within(1e-9));
    }

    @Test
    void a_cell_that_scatters_too_much_cannot_be_gated() {
        NoisyCell cell = study(spread(0.5)).cells().get(0);

        assertThat(cell.gateable()).isFalse();
        assertThat(cell.reason()).contains("30 pairs do not find");
    }

    @Test
    void figures_that_no_gate_may_use_are_listed_with_their_reason() {
        CellResult unfit =
                Comparisons.cell(
                        "response.p99",
                        false,
                        Verdict.INFORMATION,
                        0.1,
                        0,
                        "100 operations are too few for p99: 10 000 are needed");
        CellResult extreme =
                Comparisons.cell("wait.max", false, Verdict.INFORMATION, 0.1, 0, "a maximum");
        NoiseStudy study = study(spread(0.02), unfit, extreme);

        assertThat(study.cells())
                .extracting(NoisyCell::name)
                .containsExactly("response.p50", "response.p99");
        assertThat(new NoiseText(new TextStyle(80, true, false)).of(study))
                .contains("This machine is calm")
                .contains("Not to be gated here")
                .contains("10 000 are needed");
    }

    @Test
    void what_a_campaign_would_drop_is_listed_with_its_reason() {
        Comparison comparison =
                Comparisons.dropping(
                        new DroppedCell("wait.mean", "scatters by 40%"),
                        spread(0.02),
                        Comparisons.cell("wait.mean", false, Verdict.INFORMATION, 0.4, 0, null));
        NoiseStudy study = NoiseStudy.of(comparison, RULES, MARGINS);

        assertThat(study.cells())
                .extracting(NoisyCell::name)
                .containsExactly("response.p50", "wait.mean");
        assertThat(study.cells().get(1).reason()).isEqualTo("scatters by 40%");
        assertThat(study.cells().get(1).sigmaShare()).isEqualTo(0.4);
        assertThat(study.grade()).isEqualTo(Grade.CALM);
    }

    @Test
    void a_percentile_that_can_be_gated_by_name_is_shown_with_what_it_finds() {
        CellResult tail =
                Comparisons.cell("response.p99", false, Verdict.INFORMATION, 0.05, 0, null);
        NoisyCell cell = study(spread(0.02), tail).cells().get(1);

        assertThat(cell.name()).isEqualTo("response.p99");
        assertThat(cell.gateable()).isTrue();
        assertThat(share(cell, 30)).isGreaterThan(0.03);
    }

    @Test
    void a_study_without_an_end_has_no_grade() {
        NoiseStudy study = study(OutcomeKind.TOO_NOISY, spread(0.02));

        assertThat(new NoiseText(new TextStyle(80, true, false)).of(study))
                .startsWith("• So it came to too noisy.\n\nfigure ")
                .contains("\nresponse.p50 ")
                .doesNotContain("This machine is");
        assertThat(NoiseJson.document(study)).contains("\"grade\": null");
    }

    private static double share(NoisyCell cell, int pairs) {
        Double share = new TreeMap<>(cell.detectableShares()).get(pairs);
        return share == null ? Double.NaN : share;
    }

    private static CellResult spread(double sigmaShare) {
        return cell("response.p50", sigmaShare, 0);
    }

    private static CellResult cell(String name, double sigmaShare, double biasShare) {
        return Comparisons.cell(name, true, Verdict.INFORMATION, sigmaShare, biasShare, null);
    }

    private static NoiseStudy study(CellResult... cells) {
        return study(OutcomeKind.INCONCLUSIVE, cells);
    }

    private static NoiseStudy study(OutcomeKind kind, CellResult... cells) {
        return NoiseStudy.of(Comparisons.of(kind, 20, cells), RULES, MARGINS);
    }
}
