package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The exam with real faults, in processes of their own; what they come to is the machine's. */
@Execution(ExecutionMode.CONCURRENT) // what was made, not what it came to
final class SelftestIT {

    @Test
    void faults_are_made_and_judged_one_after_the_other() throws Exception {
        Launcher.Result result =
                Launcher.at(Launcher.SCRIPT)
                        // With both compilers: the simple one takes six times as long for a key.
                        .with("LOOPBENCH_JAVA_OPTS", "")
                        .run(
                                "selftest",
                                "--fault=block-sleep",
                                "--fault=none",
                                "--runs=1",
                                "--duration=1s",
                                "--json=-");

        assertThat(result.code()).as(result.err()).isIn(0, 1, 14);
        assertThat(result.out())
                .startsWith("{\n  \"schema\": \"loopbench.selftest/1\",\n  \"complete\": true,")
                .contains("{\"fault\": \"block-sleep\", \"run\": 1, ")
                .contains("{\"fault\": \"none-pool\", \"run\": 1, ")
                .contains("{\"fault\": \"none-echo\", \"run\": 1, ")
                .contains("{\"fault\": \"none-burst\", \"run\": 1, ")
                .contains("\"loop.blocked.call\"")
                .doesNotContain("(no report)");
        assertThat(result.err()).contains("block-sleep").contains("runs right");
    }
}
