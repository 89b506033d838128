package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ab} refuses before it starts anything: there is no command that could be started. */
final class AbCommandTest {

    private static final String NOWHERE = "/there/is/no/such/program";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--pairs=4 | --pairs 4 can come to no verdict on any cell with 1% of false alarms: it"
                        + " takes at least 9.",
                "--pairs=4 --false-alarms=20% | on any cell with 20% of false alarms: it takes at"
                        + " least 5.",
                "--pairs=9 --cells=makespan,wait.mean | on 2 cells with 1% of false alarms: it takes"
                        + " at least 10."
            })
    void pairs_that_can_decide_nothing_are_refused_with_the_least(String options, String sentence) {
        Invocation.Result result = ab(NOWHERE, NOWHERE, options.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(sentence).hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void so_many_pairs_as_that_sentence_names_are_taken() {
        assertThat(ab(NOWHERE, NOWHERE, "--pairs=9").err()).contains("could not be started");
    }

    @Test
    void proofs_hold_to_the_same() {
        Invocation.Result result =
                Invocation.with(FakeSessions.none())
                        .execute("ab", "--prove", "--base", NOWHERE, "--pairs=4");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("at least 9.").hasLineCount(1);
    }

    @Test
    void a_parameter_that_no_workload_has_is_refused() {
        Invocation.Result result = ab("run", "run", "--vary=itertions");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("--vary itertions: there is no such parameter; there are ")
                .contains("iterations", "threads", "rate")
                .hasLineCount(1);
    }

    @Test
    void what_other_commands_have_is_theirs_to_tell() {
        assertThat(ab(NOWHERE, NOWHERE, "--vary=itertions").err()).contains("could not be started");
    }

    @Test
    void a_name_is_needed() {
        assertThat(ab("run", "run", "--vary=iterations,").err())
                .contains("--vary needs the name of a parameter.");
    }

    private static Invocation.Result ab(String base, String head, String... options) {
        List<String> words = new ArrayList<>(List.of("ab", "--base", base, "--head", head));
        words.addAll(List.of(options));
        return Invocation.with(FakeSessions.none()).execute(words.toArray(String[]::new));
    }
}
