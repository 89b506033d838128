package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code attach} and {@code node} refuse before they do anything. */
final class NodeCommandsTest {

    private static final String DRIVE = "--drive http://127.0.0.1:1/ ";
    private static final String DRIVING = "node " + DRIVE;

    static Stream<Arguments> sentences() {
        return Stream.of(
                bad("PID is missing.", "attach"),
                bad(
                        "PID must be a whole number from 1 to 4194304, not \"app.js\".",
                        "attach app.js"),
                bad("PID must be a whole number from 1", "attach 0"),
                bad("\"5\" is one word too many.", "attach 4 5"),
                bad("--duration needs a unit", "attach 4 --duration 10"),
                bad("--duration must be more than zero", "attach 4 --duration 0s"),
                bad("--exact and --no-trace cannot be combined", "attach 4 --exact --no-trace"),
                bad("--sentinel must be whole milliseconds up to 10s", "attach 4 --sentinel 1us"),
                bad("--sentinel must be whole milliseconds up to 10s", "attach 4 --sentinel 11s"),
                bad("--sentinel needs a unit", "attach 4 --sentinel 5"),
                bad("--fail-on needs a figure", "attach 4 --fail-on wait"),
                bad("there is no format pdf", "attach 4 -o pdf=x"),
                bad("SCRIPT is missing.", "node"),
                bad("SCRIPT is missing.", "node --exact"),
                bad("there is no option --import; loopbench node --help lists", "node --import x"),
                bad("--exact and --no-trace cannot be", "node --exact --no-trace app.js"),
                bad("--node is for a script", "node --node /usr/bin/node -- npm start"),
                bad("no-such-program is not a program on the PATH.", "node -- no-such-program x"),
                bad("./no-such is not a program that can be run.", "node -- ./no-such"),
                bad("./no-node is not a program that can be", "node --node ./no-node app.js"),
                bad("--rate needs --drive", "node --rate 5/s app.js"),
                bad("--connections needs --drive", "node --connections 5 app.js"),
                bad("--drive needs a URL, as in", "node --drive /login app.js"),
                bad("--drive needs a URL, as in", "node --drive=GET app.js"),
                bad("asks for TLS, which loopbench does not", "node --drive https://[::1]/ app.js"),
                bad("does not name this machine", "node --drive http://192.0.2.1:80/ app.js"),
                bad("--rate needs --duration", DRIVING + "--rate 5/s app.js"),
                bad("--arrivals needs --rate", DRIVING + "--arrivals poisson app.js"),
                bad("--warmup needs a unit", DRIVING + "--warmup 5 app.js"),
                bad("--connections must be a whole", DRIVING + "--connections 0 app.js"),
                bad("--listen-timeout must be more", DRIVING + "--listen-timeout 0s app.js"),
                bad("--reply-timeout must be more", DRIVING + "--reply-timeout 0s app.js"),
                bad("would be called GET in the report", DRIVING + DRIVE + "app.js"),
                bad(
                        "--connections 1 are too few for 2 kinds",
                        DRIVING + "--drive http://[::1]:1/b --connections 1 app.js"),
                bad("--children and --drive cannot be", DRIVING + "--children app.js"),
                bad("--exact and --no-trace", DRIVING + "--exact --no-trace app.js"));
    }

    private static Arguments bad(String sentence, String words) {
        return Arguments.of(words, sentence);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sentences")
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere there is no /proc to look into")
    void bad_usage_comes_to_one_sentence_and_exit_code_2(String words, String sentence) {
        refuses(words, sentence);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere there is no /proc to look into")
    void a_process_that_is_not_node_is_refused_with_what_it_is() {
        refuses("attach " + ProcessHandle.current().pid(), "is a Java virtual machine, not Node.");
    }

    @Test
    void options_behind_the_script_are_the_programs_own() {
        // The program of this name is missing: that is found after the options were read.
        refuses(
                "node --node ./no-node app.js --duration nonsense --help -q --node",
                "./no-node is not a program that can be run.");
    }

    @Test
    void the_help_of_both_tells_the_exit_codes() {
        for (String command : new String[] {"attach", "node"}) {
            Invocation.Result help = execute(command + " --help");
            assertThat(help.code()).isZero();
            assertThat(help.out()).contains("Exit codes:", "--no-stacks", "--fail-on", "--json");
            assertThat(help.out().lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(90));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET http://127.0.0.1:1/ --color red | may have --header, --body, --name and",
                "GET http://127.0.0.1:1/ --weight 0 | --weight must be a whole number from 1 to",
                "GET http://127.0.0.1:1/ --weight | --weight needs a value",
                "GET http://127.0.0.1:1/ --name a/b | --name, within --drive, must be 1 to 40",
                "GET http://127.0.0.1:1/ --header oops | the request cannot be sent",
                "CONNECT http://127.0.0.1:1/ | the request cannot be sent",
                "GET 'http://127.0.0.1:1/ | has a quote (') that is not closed"
            })
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere there is no /proc to look into")
    void a_request_that_cannot_be_sent_is_refused_before_the_program_is_started(
            String request, String sentence) {
        Invocation.Result result =
                Invocation.with(FakeSessions.none())
                        .execute("node", "--drive", request, "--node", "./no-node", "app.js");
        assertThat(result.err()).startsWith("loopbench: ").contains(sentence);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.code()).isEqualTo(2);
    }

    private static void refuses(String words, String sentence) {
        Invocation.Result result = execute(words);
        assertThat(result.err()).startsWith("loopbench: ").contains(sentence).endsWith("\n");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }

    private static Invocation.Result execute(String words) {
        return Invocation.with(FakeSessions.none()).execute(words.split(" "));
    }
}
