package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.WorkloadType;
import org.junit.jupiter.api.Test;

final class HelpTest {

    private final FakeSessions sessions = FakeSessions.reporting(Reports.complete());

    @Test
    void version_is_one_line_with_the_commit() {
        Invocation.Result result = Invocation.with(sessions).execute("--version");
        assertThat(result.code()).isZero();
        assertThat(result.out()).matches("loopbench \\S+ \\(\\S+\\)\\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void the_short_option_prints_the_same_version() {
        assertThat(Invocation.with(sessions).execute("-V").out())
                .isEqualTo(Invocation.with(sessions).execute("--version").out());
    }

    @Test
    void help_names_the_commands() {
        Invocation.Result result = Invocation.with(sessions).execute("--help");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("  run ", "  list ", "  help ");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void the_help_of_run_names_each_workload_and_no_parameter() {
        String help = Invocation.with(sessions).execute("help", "run").out();
        assertThat(help).contains("Workloads: loopbench list NAME shows the options of one\n");
        for (WorkloadType type : Catalogs.builtIn().workloads().types()) {
            assertThat(help).containsPattern("(?m)^  " + type.name() + " +\\S");
            for (Parameter parameter : type.parameters()) {
                assertThat(help).doesNotContain(" --" + parameter.name() + "=");
            }
        }
    }

    @Test
    void each_workload_has_one_line_in_the_help_of_run() {
        String help = Invocation.with(sessions).execute("run", "--help").out();
        String workloads = help.split("Workloads: ", 2)[1].split("\n\n", 2)[0];
        assertThat(workloads.lines()).hasSize(1 + Catalogs.builtIn().workloads().types().size());
    }

    @Test
    void the_help_of_run_shows_the_exit_codes() {
        assertThat(Invocation.with(sessions).execute("run", "--help").out())
                .contains("Exit codes:")
                .containsPattern("(?m)^ +15 +an operation's result");
    }

    @Test
    void help_fits_its_width_and_has_no_trailing_blanks() {
        assertThat(Invocation.with(sessions).execute("run", "--help").out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(90))
                .allSatisfy(line -> assertThat(line).isEqualTo(line.stripTrailing()));
    }
}
