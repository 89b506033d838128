package dev.loopbench.cli.gate.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.cli.option.UsageException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything runs. */
final class CampaignTermsTest {

    /** The least p value of n pairs is 2^-n; the first look may spend a quarter of 1 %. */
    @ParameterizedTest
    @CsvSource({"'',4,any cell,9", "makespan,8,any cell,9", "'makespan,response.p50',9,2 cells,10"})
    void too_few_pairs_for_any_verdict_are_refused_with_the_least(
            String cells, int pairs, String of, int least) {
        CampaignFixture campaign = fixture(cells);

        assertThatThrownBy(() -> campaign.rules(0.01, pairs).terms().requirePossible())
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--pairs %d can come to no verdict on %s with 1%% of false alarms: it takes"
                                + " at least %d.",
                        pairs, of, least);
        assertThatCode(() -> campaign.rules(0.01, least).terms().requirePossible())
                .doesNotThrowAnyException();
        assertThat(campaign.forks().started()).isEmpty();
    }

    private static CampaignFixture fixture(String cells) {
        CampaignFixture campaign = CampaignFixture.scattering(0, 1, 1);
        return cells.isEmpty() ? campaign.gatingNothingNamed() : campaign.gating(cells.split(","));
    }
}
