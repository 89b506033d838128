package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.install.Shell;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the scripts say; whether shells take them is for {@code ShellCompletionIT}. */
final class CompletionCommandTest {

    private static final List<WorkloadType> WORKLOADS = Catalogs.builtIn().workloads().types();

    @ParameterizedTest
    @EnumSource
    void every_command_and_every_workload_is_a_word(Shell shell) {
        String script = script(shell);
        assertThat(script).contains("selftest", "uninstall", "completion");
        for (WorkloadType type : WORKLOADS) {
            assertThat(script).containsPattern("\\b" + type.name() + "\\b");
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_options_of_workloads_are_offered_though_the_help_of_run_hides_them(Shell shell) {
        String script = script(shell);
        for (WorkloadType type : WORKLOADS) {
            for (Parameter parameter : type.parameters()) {
                assertThat(script).containsPattern("(--| -l )" + parameter.name() + "\\b");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_option_that_is_for_nobody_to_type_is_not_offered(Shell shell) {
        assertThat(script(shell)).doesNotContain("gated");
    }

    @Test
    void descriptions_are_quoted_for_the_shell() {
        assertThat(script(Shell.FISH)).contains("the load\\'s time").doesNotContain("%%");
        assertThat(script(Shell.ZSH)).contains("'\\''").doesNotContain("%%");
    }

    @Test
    void another_shell_is_refused_with_those_there_are() {
        Invocation.Result result = execute("completion", "tcsh");
        assertThat(result.err())
                .isEqualTo(
                        "loopbench: there is a script for each of bash, zsh, fish, not for"
                                + " \"tcsh\".\n");
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void which_shell_has_to_be_said() {
        Invocation.Result result = execute("completion");
        assertThat(result.err()).isEqualTo("loopbench: SHELL is missing.\n");
        assertThat(result.code()).isEqualTo(2);
    }

    private static String script(Shell shell) {
        Invocation.Result result = execute("completion", shell.word());
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        return result.out();
    }

    private static Invocation.Result execute(String... arguments) {
        return Invocation.with(FakeSessions.none()).execute(arguments);
    }
}
