package dev.loopbench.cli.gate.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.cli.option.ShellWords;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a command becomes words. */
final class SideCommandTest {

    private static final List<WorkloadType> TYPES = Catalogs.builtIn().workloads().types();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a  b\tc|a,b,c",
                "'a b' \"c d\"|a b,c d",
                "a\\ b|a b",
                "a'b'\"c\"d|abcd",
                "'' x|,x",
                "\"a\\\"b\"|a\"b",
                "\"a\\nb\"|a\\nb",
                "'a\\b'|a\\b",
                "$HOME ~ *|$HOME,~,*"
            })
    void words_are_told_apart_as_a_shell_does(String text, String words) throws Exception {
        assertThat(ShellWords.split("--base", text)).containsExactly(words.split(",", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a 'b", "a \"b", "a\\"})
    void what_has_no_end_is_refused(String text) {
        assertThatThrownBy(() -> ShellWords.split("--base", text))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--base ");
    }

    @Test
    void leading_assignments_are_environment_and_arguments_follow() throws Exception {
        SideCommand command =
                SideCommand.parse("--base", "A=1 B='x y' ./tool C=3", List.of("--jobs", "5"));
        assertThat(command.environment()).containsEntry("A", "1").containsEntry("B", "x y");
        assertThat(command.words()).containsExactly("./tool", "C=3", "--jobs", "5");
        assertThat(command.processWords()).isEqualTo(command.words());
        assertThat(command.shown()).containsExactly("A=1", "B=x y", "./tool", "C=3", "--jobs", "5");
    }

    @Test
    void run_is_this_very_loopbench_and_reports_to_standard_output() throws Exception {
        SideCommand command =
                SideCommand.parse("--head", "run --threads 8", List.of()).with(List.of("work"));
        assertThat(command.processWords())
                .startsWith(System.getProperty("java.home") + "/bin/java")
                .endsWith(
                        "dev.loopbench.cli.Main",
                        "run",
                        "--threads",
                        "8",
                        "work",
                        "--json=-",
                        "--quiet");
    }

    @Test
    void node_is_that_of_this_loopbench_and_its_script_keeps_its_own_arguments() throws Exception {
        SideCommand command =
                SideCommand.parse(
                        "--head",
                        "node --no-trace app.js --json x",
                        List.of("--drive", "http://localhost:1/"));
        assertThat(command.processWords())
                .endsWith(
                        "dev.loopbench.cli.Main",
                        "node",
                        "--json=-",
                        "--quiet",
                        "--drive",
                        "http://localhost:1/",
                        "--no-trace",
                        "app.js",
                        "--json",
                        "x");
        assertThat(command.runsBuiltInWorkloads()).isFalse();
        assertThat(SideCommand.repeats(TYPES, command)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "run,--repeat=5",
        "run --threads 8,--repeat=5",
        "run --jobs 12,--repeat=2",
        "run --jobs=5 work,--repeat=5",
        "run --jobs 13,''",
        "run --jobs many,''",
        "run --repeat 3,''",
        "run --repeat=3,''",
        "run work --concurrency 4 --duration 1s,''",
        "run --rate=5/s --duration 1s,''",
        "run --scenario login.json,''",
        "run echo,''",
        "run --connections 5 flood,''",
        "run --plugin my.jar mine,''",
        "./loopbench run --json - -q,''"
    })
    void a_burst_of_few_jobs_is_repeated_unless_the_user_says_how_long_to_measure(
            String text, String added) throws Exception {
        SideCommand command = SideCommand.parse("--base", text, List.of());
        List<String> repeated = command.repeated(SideCommand.repeats(TYPES, command)).words();

        assertThat(repeated.subList(command.words().size(), repeated.size()))
                .isEqualTo(added.isEmpty() ? List.of() : List.of(added));
    }

    @ParameterizedTest
    @CsvSource({
        "run,run --threads 8,5",
        "run --jobs 5,run --jobs 12,2",
        "run --jobs 60,run --jobs 5,1",
        "run,./loopbench run --json - -q,1",
        "run --repeat 3,run,1"
    })
    void sides_are_repeated_alike(String base, String head, int repeats) throws Exception {
        SideCommand one = SideCommand.parse("--base", base, List.of());
        SideCommand other = SideCommand.parse("--head", head, List.of());

        assertThat(SideCommand.repeats(TYPES, one, other)).isEqualTo(repeats);
        assertThat(SideCommand.repeats(TYPES, other, one)).isEqualTo(repeats);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "A=1", "''"})
    void a_command_without_a_program_is_refused(String text) {
        assertThatThrownBy(() -> SideCommand.parse("--base", text, List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--base needs a command");
    }

    @Test
    void variables_of_the_launcher_are_refused_where_it_is_not_asked() {
        assertThatThrownBy(
                        () ->
                                SideCommand.parse(
                                        "--base", "LOOPBENCH_JAVA_OPTS=-Xmx1g run", List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("LOOPBENCH_JAVA_OPTS is for the launcher");
    }

    @ParameterizedTest
    @CsvSource({
        "run zlib,true",
        "A=1 run,true",
        "run --plugin my.jar mine,false",
        "run --plugin=my.jar mine,false",
        "./loopbench run --json - -q,false"
    })
    void only_this_very_loopbench_without_plugins_is_known_to_run_built_in_workloads(
            String text, boolean builtIn) throws Exception {
        assertThat(SideCommand.parse("--base", text, List.of()).runsBuiltInWorkloads())
                .isEqualTo(builtIn);
    }
}
