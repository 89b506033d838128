package dev.loopbench.cli.gate.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.cli.Comparisons;
import dev.loopbench.cli.gate.measure.CampaignListener;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.text.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProofTest {

    private static final List<String> SERVICE = List.of("service=10%");

    private final List<String> ran = new ArrayList<>();
    private final List<ProofResult> kept = new ArrayList<>();

    @Test
    void the_kinds_take_turns() throws UsageException {
        proof((injected, round) -> quiet()).run(List.of("service=10%", "poll=50us"), 2);

        assertThat(ran)
                .containsExactly(
                        "null 0",
                        "service=10% 0",
                        "poll=50us 0",
                        "null 1",
                        "service=10% 1",
                        "poll=50us 1");
    }

    @Test
    void it_passes_where_every_delay_is_found_and_nothing_else() throws UsageException {
        ProofResult result =
                proof((injected, round) -> injected == null ? quiet() : red()).run(SERVICE, 3);

        assertThat(result.passes()).isTrue();
        assertThat(result.unchanged().cells()).isEqualTo(6);
        assertThat(result.delayed().get(0).red()).isEqualTo(3);
        assertThat(result.delayed().get(0).redByName()).containsEntry("response.p50", 3);
    }

    @Test
    void one_false_alarm_is_too_many() throws UsageException {
        ProofResult result =
                proof((injected, round) -> injected != null || round == 1 ? red() : quiet())
                        .run(SERVICE, 3);

        assertThat(result.passes()).isFalse();
        assertThat(result.isQuiet()).isFalse();
        assertThat(text(result)).contains("The gate cried wolf").contains("1 false alarm");
    }

    @Test
    void one_delay_of_twenty_may_be_missed_and_no_more() throws UsageException {
        assertThat(missing(1).passes()).isTrue();
        assertThat(missing(2).passes()).isFalse();
        assertThat(text(missing(2))).contains("did not find").contains("found in 18 of 20");
    }

    private ProofResult missing(int missed) throws UsageException {
        return proof((injected, round) -> injected == null || round < missed ? quiet() : red())
                .run(SERVICE, 20);
    }

    @Test
    void what_could_not_be_promised_is_not_what_was_missed() throws UsageException {
        ProofResult result =
                proof(
                                (injected, round) ->
                                        injected == null
                                                ? quiet()
                                                : Comparisons.of(OutcomeKind.TOO_NOISY, 0))
                        .run(SERVICE, 2);

        assertThat(result.passes()).isFalse();
        assertThat(result.isRefused()).isTrue();
        assertThat(text(result)).contains("not promised: So it came to too noisy.");
    }

    @Test
    void a_campaign_that_refused_is_neither_found_nor_missed() throws UsageException {
        ProofResult result =
                proof(
                                (injected, round) ->
                                        injected == null
                                                ? quiet()
                                                : round == 1
                                                        ? Comparisons.of(OutcomeKind.TOO_NOISY, 6)
                                                        : red())
                        .run(SERVICE, 4);

        assertThat(result.passes()).isFalse();
        assertThat(result.isRefused()).isTrue();
        assertThat(result.delayed().get(0).finished()).isEqualTo(3);
        assertThat(text(result))
                .contains("says what it cannot promise")
                .contains("found in 3 of 3 campaigns")
                .contains("1 more too noisy for a verdict");
    }

    @Test
    void what_there_is_can_be_kept_after_each_campaign() throws UsageException {
        proof((injected, round) -> injected == null ? quiet() : red()).run(SERVICE, 2);

        assertThat(kept).hasSize(4).noneMatch(ProofResult::complete);
        assertThat(kept)
                .extracting(soFar -> soFar.unchanged().finished())
                .containsExactly(1, 1, 2, 2);
        assertThat(ProofJson.document(kept.get(0)))
                .contains("\"complete\": false")
                .contains("\"finished\": 1");
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "WRONG_RESULT", "NOT_COMPARABLE"})
    void the_first_campaign_that_fails_ends_it(OutcomeKind kind) throws UsageException {
        ProofResult result =
                proof((injected, round) -> injected == null ? quiet() : Comparisons.of(kind, 3))
                        .run(SERVICE, 2);

        assertThat(ran).hasSize(2);
        assertThat(result.complete()).isFalse();
        assertThat(result.passes()).isFalse();
        assertThat(text(result)).contains("So it came to " + kind.word() + ".");
    }

    @Test
    void the_campaign_that_an_interrupt_ended_does_not_count() throws UsageException {
        List<Proof> running = new ArrayList<>();
        running.add(
                proof(
                        (injected, round) -> {
                            if (injected == null || round == 0) {
                                return injected == null ? quiet() : red();
                            }
                            running.get(0).interrupt();
                            return Comparisons.of(OutcomeKind.INTERRUPTED, 3);
                        }));

        ProofResult result = running.get(0).run(SERVICE, 3);

        assertThat(ran).hasSize(4);
        assertThat(result.complete()).isFalse();
        assertThat(result.delayed().get(0).campaigns()).hasSize(1);
        assertThat(text(result)).contains("interrupted").contains("found in 1 of 1");
    }

    @Test
    void half_of_the_campaigns_with_a_verdict_took_no_more_pairs_than_the_median() {
        List<Comparison> campaigns = new ArrayList<>();
        for (int pairs : new int[] {30, 12, 41, 26}) {
            campaigns.add(Comparisons.of(OutcomeKind.REGRESSION, pairs));
        }
        campaigns.add(Comparisons.of(OutcomeKind.TOO_NOISY, 6));
        campaigns.add(Comparisons.untrusted(6));

        CampaignSeries series = new CampaignSeries("service=10%", campaigns);

        assertThat(series.medianPairs()).isEqualTo(26);
        assertThat(series.finished()).isEqualTo(4);
        assertThat(series.refused()).isEqualTo(2);
    }

    @Test
    void a_campaign_that_is_refused_later_keeps_what_there_is() throws UsageException {
        ProofResult result =
                new Proof(
                                new Proof.Campaigns() {
                                    @Override
                                    public Comparison run(
                                            @Nullable String injected,
                                            int round,
                                            CampaignListener heard)
                                            throws UsageException {
                                        if (round == 1) {
                                            throw new UsageException("It cannot be gated.");
                                        }
                                        return injected == null ? quiet() : red();
                                    }

                                    @Override
                                    public void interrupt() {}
                                },
                                following())
                        .run(SERVICE, 3);

        assertThat(result.complete()).isFalse();
        assertThat(result.unchanged().finished()).isEqualTo(1);
        assertThat(result.delayed().get(0).red()).isEqualTo(1);
        assertThat(text(result)).contains("It cannot be gated.").contains("found in 1 of 1");
    }

    @Test
    void no_false_alarm_in_300_cells_is_at_most_one_per_cent_of_them() {
        List<Comparison> campaigns = new ArrayList<>();
        for (int campaign = 0; campaign < 150; campaign++) {
            campaigns.add(quiet());
        }

        CampaignSeries series = new CampaignSeries(null, campaigns);

        assertThat(series.cells()).isEqualTo(300);
        assertThat(series.redCellsShareMost()).isCloseTo(0.00994, within(0.00001));
        assertThat(series.redShareMost()).isCloseTo(0.01977, within(0.00001));
    }

    private Proof proof(BiFunction<@Nullable String, Integer, Comparison> campaign) {
        return new Proof(
                new Proof.Campaigns() {
                    @Override
                    public Comparison run(
                            @Nullable String injected, int round, CampaignListener heard) {
                        ran.add(injected + " " + round);
                        return campaign.apply(injected, round);
                    }

                    @Override
                    public void interrupt() {}
                },
                following());
    }

    private Proof.Listener following() {
        return new Proof.Listener() {
            @Override
            public void next(@Nullable String injected, int done, int total) {}

            @Override
            public void counted(ProofResult soFar) {
                kept.add(soFar);
            }
        };
    }

    private static Comparison quiet() {
        return Comparisons.of(
                OutcomeKind.NO_REGRESSION,
                12,
                Comparisons.gated("response.p50", Verdict.NO_REGRESSION),
                Comparisons.gated("wait.p50", Verdict.NO_REGRESSION));
    }

    private static Comparison red() {
        return Comparisons.of(
                OutcomeKind.REGRESSION,
                26,
                Comparisons.gated("response.p50", Verdict.REGRESSION),
                Comparisons.gated("wait.p50", Verdict.INCONCLUSIVE));
    }

    private static String text(ProofResult result) {
        return new ProofText(new TextStyle(200, true, false)).of(result);
    }
}
