package dev.loopbench.probes.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node app.js",
                "node app.js --inspect x.js",
                "node --max-old-space-size=4096 app.js",
                "node -r ts-node/register --enable-source-maps app.js",
                "node --import ./otel.mjs app.js arg",
                "node --inspect-port 9400 app.js",
                "node -- app.js"
            })
    void the_script_is_the_first_word_that_is_no_option(String line) {
        assertThat(command(line).script()).contains("app.js");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"node", "node -e 1+1 app.js", "node --eval=1 x", "node -p 1 x", "node -"})
    void a_program_that_comes_otherwise_has_no_script(String line) {
        assertThat(command(line).script()).isEmpty();
    }

    @Test
    void the_kernel_ends_each_word_in_a_zero() {
        assertThat(CommandLine.of("node\0a b.js\0\0").words())
                .containsExactly("node", "a b.js", "");
        assertThat(CommandLine.of("").words()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "node app.js, false, 9229",
        "node --inspect app.js, true, 9229",
        "node --inspect=9400 app.js, true, 9400",
        "node --inspect=0.0.0.0:9400 app.js, true, 9400",
        "node --inspect-brk=127.0.0.1:0 app.js, true, 0",
        "node --inspect=localhost app.js, true, 9229",
        "node --inspect-port=9401 app.js, false, 9401",
        "node --inspect-port 9401 app.js, false, 9401",
        "node --inspect --inspect-port=9402 app.js, true, 9402",
        "node app.js --inspect=9400, false, 9229"
    })
    void what_node_was_told_of_its_inspector_is_known(String line, boolean open, int port) {
        assertThat(InspectorFlags.of(command(line).words(), ""))
                .isEqualTo(new InspectorFlags(open, port));
    }

    @Test
    void the_environment_tells_of_the_inspector_as_well_and_the_command_line_has_the_last_word() {
        List<String> plain = List.of("node", "app.js");
        List<String> told = List.of("node", "--inspect-port=9500", "app.js");

        assertThat(InspectorFlags.of(plain, "--no-warnings --inspect=0"))
                .isEqualTo(new InspectorFlags(true, 0));
        assertThat(InspectorFlags.of(told, "--inspect=9400"))
                .isEqualTo(new InspectorFlags(true, 9500));
    }

    private static CommandLine command(String line) {
        return new CommandLine(List.of(line.split(" ", -1)));
    }
}
