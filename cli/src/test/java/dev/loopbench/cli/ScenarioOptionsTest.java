package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand on the command line beside a file that says what runs. */
class ScenarioOptionsTest {

    private static final String MIX =
            """
            {"schema": "loopbench.scenario/1", "duration": "20ms",
             "workloads": [
               {"workload": "work", "parameters": {"how": "sleep", "time": "2ms"},
                "load": {"concurrency": 2}}]}
            """;

    private static final Set<String> REFUSED =
            Set.of("--jobs", "--concurrency", "--rate", "--arrivals", "--with", "--sockets");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--ascii",
                "--block-with sleep --block-at 1ms --block-for 1ms",
                "--block-with sleep --block-every 5ms --block-for 1ms",
                "--block-with regex --block-every 5ms --block-work 1000",
                "--color never",
                "--simulate 3 --cores 2",
                "--debug",
                "--details",
                "--drain-timeout 1s",
                "--duration 10ms",
                "--fail-on response.max<10s",
                "--inject service=10%",
                "--json FOLDER/out.json",
                "--simulate 3 --neighbours 1",
                "--no-slow-lane",
                "--on loopbench",
                "--out FOLDER/out.md",
                "--quiet",
                "--repeat 2",
                "--seed 4",
                "--stall-threshold 5ms",
                "--threads 2",
                "--warmup 0s"
            })
    void what_the_file_does_not_say_can_be_said_beside_it(String options) throws Exception {
        Invocation.Result result = beside(options.replace("FOLDER", folder.toString()));

        assertThat(result.code()).as(result.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--jobs 5",
                "--concurrency 2",
                "--rate 5/s",
                "--arrivals poisson",
                "--with pbkdf2",
                "--iterations 5",
                "--how spin",
                "pbkdf2"
            })
    void what_the_file_says_cannot_be_said_twice(String words) throws Exception {
        Invocation.Result result = beside(words);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains(
                        "--scenario and "
                                + words.split(" ", -1)[0]
                                + " cannot be combined: the file says what runs and when.");
    }

    @Test
    void a_mix_has_no_server_whose_sockets_could_be_listed() throws Exception {
        Invocation.Result result = beside("--sockets");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("loopbench's own server, which this run has not");
    }

    /** What runs it does not matter to the file: a Node that is not there is what is wrong. */
    @Test
    void whose_loop_it_runs_on_can_be_said_beside_it() throws Exception {
        Invocation.Result result = beside("--on node --node /does/not/exist");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).doesNotContain("--scenario");
    }

    /** An option that is new has to be tried here, or to be refused. */
    @Test
    void every_option_of_run_is_tried_beside_a_file() throws Exception {
        Set<String> tried = new TreeSet<>(REFUSED);
        tried.addAll(Set.of("--help", "--node", "--plugin", "--scenario"));
        for (String options :
                ScenarioOptionsTest.class
                        .getDeclaredMethod(
                                "what_the_file_does_not_say_can_be_said_beside_it", String.class)
                        .getAnnotation(ValueSource.class)
                        .strings()) {
            tried.addAll(names(options));
        }
        String help =
                Invocation.with(FakeSessions.reporting(Reports.complete()))
                        .execute("run", "--help")
                        .out();

        assertThat(tried).containsExactlyInAnyOrderElementsOf(new TreeSet<>(inMargin(help)));
    }

    private static List<String> inMargin(String help) {
        List<String> names = new ArrayList<>();
        for (String line : help.lines().toList()) {
            Matcher option = Pattern.compile("^ {2,6}(?:-\\w, +)?(--[a-z-]+)").matcher(line);
            if (option.find()) {
                names.add(option.group(1));
            }
        }
        return names;
    }

    private static List<String> names(String text) {
        return Pattern.compile("--[a-z-]+")
                .matcher(text)
                .results()
                .map(found -> found.group())
                .toList();
    }

    private Invocation.Result beside(String words) throws Exception {
        Path file = folder.resolve("mix.json");
        Files.writeString(file, MIX, StandardCharsets.UTF_8);
        List<String> line = new ArrayList<>(List.of("run", "--scenario"));
        line.add(file.toString());
        line.addAll(List.of(words.split(" ", -1)));
        return Invocation.with(FakeSessions.reporting(Reports.complete()))
                .execute(line.toArray(String[]::new));
    }
}
