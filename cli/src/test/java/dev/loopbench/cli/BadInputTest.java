package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input comes to one sentence on standard error, exit code 2 and no run. */
final class BadInputTest {

    private final FakeSessions sessions = FakeSessions.reporting(Reports.complete());

    static Stream<Arguments> sentences() {
        return Stream.of(
                bad("--threads must be a whole number from 1 to 1024, not \"0\".", "--threads 0"),
                bad("--threads must be a whole number from 1 to 1024, not", "--threads 2000"),
                bad("--threads must be a whole number from 1 to 1024, not", "--threads abc"),
                bad("--threads must be a whole number from 1 to 1024, not", "--threads +4"),
                bad("--threads must be a whole number from 1 to 1024, not", "--threads -4"),
                bad("--threads needs a value.", "--threads"),
                bad("--threads needs a value.", "--threads --jobs 3"),
                bad(
                        "--threads must be a whole number from 1 to 1024, not",
                        "--threads 3 --threads x"),
                bad("--jobs must be a whole number from 1", "--jobs -1"),
                bad("--jobs must be a whole number from 1", "--jobs 99999999999999999999"),
                bad("--iterations must be a whole number from 1", "--iterations 0"),
                bad("--digest must be one of", "--digest md5"),
                bad("--duration needs a unit", "--concurrency 2 --duration 5"),
                bad("--duration must be more than zero", "--concurrency 2 --duration 0s"),
                bad("--duration needs --concurrency", "--duration 5s"),
                bad("--concurrency needs --duration", "--concurrency 2"),
                bad("--rate needs --duration", "--rate 5/s"),
                bad("--rate needs a unit", "--rate 5 --duration 1s"),
                bad("--arrivals needs --rate", "--arrivals poisson"),
                bad("--arrivals must be one of constant, poisson", "--arrivals often"),
                bad("--jobs and --concurrency cannot be combined", "--jobs 2 --concurrency 2"),
                bad("--jobs and --rate cannot be combined", "--jobs 2 --rate 2/s"),
                bad("--jobs and --duration cannot be combined", "--jobs 2 --duration 2s"),
                bad(
                        "--concurrency and --rate cannot be combined",
                        "--concurrency 2 --rate 2/s --duration 2s"),
                bad("--warmup needs a unit", "--warmup 3"),
                bad("--repeat must be a whole number from 1", "--repeat 0"),
                bad("--stall-threshold must be more than zero", "--stall-threshold 0ms"),
                bad("--on must be one of loopbench, node, both, not", "--on deno"),
                bad("--node needs --on node or --on both.", "--node /usr/bin/node"),
                bad(
                        "--simulate cannot run on Node: a simulated machine has none.",
                        "--on node --simulate 3"),
                bad("--repeat and --on node cannot be combined", "--on node --repeat 2"),
                bad("--seed must be a whole number from 0", "--seed -1"),
                bad("--simulate and --seed cannot be combined", "--simulate 1 --seed 1"),
                bad("--inject must be one of service, callback, poll", "--inject all=10%"),
                bad("--inject service needs a size: service=10%", "--inject service"),
                bad("--inject service must be a percentage from 0%", "--inject service=50us"),
                bad("--inject callback needs a unit", "--inject callback=50"),
                bad(
                        "--inject cannot be combined with --simulate",
                        "--inject poll=1us --simulate 1"),
                bad("give one of them", "--block-at 2s --block-every 1s --block-for 9ms"),
                bad("give one of them", "--block-at 2s --block-work 9 --block-for 9ms"),
                bad(
                        "--block-work: loop has no size, its measure is time: give it a length, --block-for",
                        "--block-at 2s --block-work 9"),
                bad("--block-work must be a whole number", "--block-at 2s --block-work 9B"),
                bad("--block-at needs a unit", "--block-at 2 --block-for 9ms"),
                bad("--block-with must be one of loop, sleep, pbkdf2-sync", "--block-with rocks"),
                bad("--color must be one of auto, always, never", "--color blue"),
                bad("--json needs the name of a file", "--json="),
                bad("there is no option --itertions; did you mean --iterations?", "--itertions 5"),
                bad("there is no option --xyzzy; loopbench run --help lists them.", "--xyzzy"),
                bad("there is no option --live; loopbench run --help lists them.", "--live"),
                bad("there is no option -j; did you mean --jobs?", "-j 4"),
                bad("there is no option -j4; did you mean --jobs?", "-j4"),
                bad("there is no option -threads; did you mean --threads?", "-threads 4"),
                bad("there is no option --thread; did you mean --threads?", "--thread=4"),
                bad("there is no option --conc; did you mean --concurrency?", "--conc 4"),
                bad("there is no option -z; loopbench run --help lists them.", "-z 4"),
                bad("there is no option -?; loopbench run --help lists them.", "-?"),
                bad("there is no workload \"nosuch\"; 'loopbench list' shows them.", "nosuch"),
                bad("there is no workload \"pbkdf\"; did you mean \"pbkdf2\"?", "pbkdf"),
                bad("\"extra\" is one word too many.", "pbkdf2 extra"),
                bad(
                        "--iterations is an option of pbkdf2, not of fs-read.",
                        "fs-read --iterations 5"),
                bad("--size is an option of fs-read, ", "--size 4KiB"));
    }

    private static Arguments bad(String sentence, String options) {
        return Arguments.of(options, sentence);
    }

    @ParameterizedTest(name = "run {0}")
    @MethodSource("sentences")
    void bad_input_comes_to_one_sentence_and_exit_code_2(String options, String sentence) {
        refuses(("run " + options).split(" "), sentence);
    }

    @Test
    void an_unknown_command_is_answered_with_the_one_meant() {
        refuses(new String[] {"rnu"}, "there is no command rnu; did you mean run?");
    }

    @Test
    void a_command_far_away_from_all_is_answered_with_where_they_are() {
        refuses(
                new String[] {"benchmark"},
                "there is no command benchmark; loopbench --help lists them.");
    }

    @Test
    void no_command_is_answered_with_the_help_on_standard_error() {
        Invocation.Result result = Invocation.with(sessions).execute();
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("Usage: loopbench COMMAND");
    }

    @Test
    void a_json_path_without_a_folder_is_refused_before_the_run(@TempDir Path folder) {
        String path = folder.resolve("missing").resolve("report.json").toString();
        refuses(new String[] {"run", "--json", path}, "cannot be written: there is no directory");
    }

    @Test
    void a_json_path_below_a_file_is_refused_before_the_run(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        refuses(
                new String[] {"run", "--json", file.resolve("report.json").toString()},
                "is not a directory.");
    }

    @Test
    void a_json_path_that_is_a_folder_is_refused_before_the_run(@TempDir Path folder) {
        refuses(new String[] {"run", "--json", folder.toString()}, "is a directory, not a file.");
    }

    @Test
    void a_refused_run_leaves_the_json_file_as_it_was(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("report.json"), "earlier");
        refuses(
                new String[] {"run", "--json", file.toString(), "--threads", "0"},
                "--threads must be");
        assertThat(file).hasContent("earlier");
        assertThat(folder).isDirectoryContaining(file::equals);
    }

    private void refuses(String[] arguments, String sentence) {
        Invocation.Result result = Invocation.with(sessions).execute(arguments);
        assertThat(result.err()).startsWith("loopbench: ").contains(sentence).endsWith("\n");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
        assertThat(sessions.plans()).isEmpty();
    }
}
