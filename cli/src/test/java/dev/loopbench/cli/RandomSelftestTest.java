package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.command.Sessions;
import org.junit.jupiter.api.Test;

/** The exams that run in virtual time, as the command line has them. */
final class RandomSelftestTest {

    @Test
    void the_same_seed_draws_and_judges_the_same() {
        Invocation.Result one = execute("selftest", "--random=4", "--seed=5", "--json=-");
        Invocation.Result two = execute("selftest", "--random=4", "--seed=5", "--json=-");

        assertThat(one.out())
                .as(one.err())
                .contains("\"schema\": \"loopbench.selftest-random/1\"")
                .contains("\"configurations\": 4")
                .isEqualTo(two.out());
    }

    @Test
    void few_findings_are_wrong() {
        Invocation.Result result = execute("selftest", "--random=12", "--seed=5", "--json=-");

        assertThat(result.out()).containsPattern("\"right\": (9|10|11|12),");
    }

    @Test
    void taking_the_block_away_as_advised_loses_less_time() {
        Invocation.Result result =
                execute("selftest", "--advice", "--simulate=1", "--fault=block-sleep");

        assertThat(result.code()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("block-sleep").contains("1/1");
    }

    @Test
    void what_does_not_go_together_is_refused() {
        assertThat(execute("selftest", "--seed=1").err()).contains("--seed needs --random");
        assertThat(execute("selftest", "--simulate=1").err()).contains("--simulate needs --advice");
        assertThat(execute("selftest", "--random=1", "--runs=2").code()).isEqualTo(2);
        assertThat(execute("run", "--cores=2").err()).contains("--cores needs --simulate");
        assertThat(execute("run", "--neighbours=2").err())
                .contains("--neighbours needs --simulate");
    }

    private static Invocation.Result execute(String... words) {
        return Invocation.with(Sessions.measuring()).execute(words);
    }
}
