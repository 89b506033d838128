package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.command.Sessions;
import dev.loopbench.reports.gate.document.ComparisonReader;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Stage;
import dev.loopbench.reports.gate.model.Verdict;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Campaigns of real processes: this very program in virtual time, and scripts that misbehave. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher and the forks are shell scripts")
@Execution(ExecutionMode.CONCURRENT) // most of it is processes that start
final class AbIT {

    /** As few pairs as can come to a verdict. */
    private static final List<String> SHORT =
            List.of("--cells=makespan", "--false-alarms=50%", "--pairs=3");

    private static final String SIMULATED = "run work --simulate 1 --jobs 50";

    @TempDir private Path folder;

    @Test
    void this_very_program_against_itself_shows_no_difference() throws Exception {
        Path json = folder.resolve("ab.json");
        Launcher.Result result = ab(SIMULATED, SIMULATED, "--json=" + json, "-q");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("No regression");
        Comparison comparison = read(json);
        assertThat(comparison.complete()).isTrue();
        assertThat(comparison.pairs()).hasSize(3);
        assertThat(folder.toFile().list()).containsExactly("ab.json");
    }

    @Test
    void a_head_that_takes_longer_is_a_regression() throws Exception {
        Path base = report("base.json", "10ms");
        Path slow = report("slow.json", "10ms");
        Files.writeString(
                slow,
                Files.readString(slow).replaceAll("\"makespanNanos\": 1", "\"makespanNanos\": 2"));
        Launcher.Result result = ab("cat " + base, "cat " + slow, "-q");
        assertThat(result.out()).contains("Regression");
        assertThat(result.code()).isEqualTo(10);
    }

    /** Nothing named but what differs on purpose. */
    @Test
    void cells_are_chosen_by_a_pilot_and_a_parameter_is_varied() throws Exception {
        String base = "cat " + report("base.json", "10ms");
        String head = "cat " + report("slow.json", "12ms");
        Path json = folder.resolve("ab.json");

        Launcher.Result refused =
                Launcher.at(Launcher.SCRIPT).run("ab", "--base", base, "--head", head, "-q");
        Launcher.Result result =
                Launcher.at(Launcher.SCRIPT)
                        .run(
                                "ab",
                                "--base",
                                base,
                                "--head",
                                head,
                                "--vary=time",
                                "--json=" + json,
                                "--out=text=-",
                                "-q");

        assertThat(refused.code()).isEqualTo(13);
        assertThat(refused.err())
                .contains("base and head differ in time (10ms, 12ms)", "--vary time");
        assertThat(result.code()).isEqualTo(10);
        assertThat(result.out()).contains("time 10ms", "12ms", "Dropped ");
        Comparison comparison = read(json);
        assertThat(comparison.varied())
                .containsExactly(new Comparison.Varied("time", "10ms", "12ms"));
        assertThat(comparison.dropped()).isNotEmpty();
        assertThat(comparison.pairs().subList(0, 6))
                .allMatch(pair -> pair.stage() == Stage.CONTROL);
        assertThat(comparison.cells())
                .filteredOn(cell -> cell.verdict() == Verdict.REGRESSION)
                .extracting(CellResult::name)
                .contains("makespan", "service.mean");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo no 'memory' >&2; exit 3|1|ended with exit code 3; it said: no memory",
                "exit 15|15|ended with exit code 15",
                "echo rubbish|1|printed what is no report: not JSON",
                "cat $REPORT; echo more|1|printed what is no report",
                "yes|1|printed what is no report",
                "cat $OTHER|1|did other work than the first one: config."
            })
    void a_head_that_misbehaves_gets_no_verdict(String script, int code, String sentence)
            throws Exception {
        assertNoVerdict(misbehaving(script, "10m"), code, sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep 1000 & sleep 1000", "trap '' TERM; while :; do :; done"})
    void a_head_that_does_not_end_gets_no_verdict(String script) throws Exception {
        // Nothing ends in time on a machine that is busy enough, the base neither.
        for (String timeout : List.of("1s", "4s", "16s")) {
            Launcher.Result result = misbehaving(script, timeout);
            if (result.err().contains("the head fork of pair 1 ") || timeout.equals("16s")) {
                assertNoVerdict(result, 1, "had not ended after " + timeout + ", and was ended");
                return;
            }
        }
    }

    /** A campaign whose head is good in the trial: the fault comes with the first pair. */
    private Launcher.Result misbehaving(String script, String timeout) throws Exception {
        Path good = report("good.json", "10ms");
        Path other = report("other.json", "20ms");
        Path head = folder.resolve("head");
        Path tried = folder.resolve("tried");
        Files.deleteIfExists(tried);
        Launcher.executable(
                head,
                "[ -e '%s' ] || { : >'%s'; exec cat '%s'; }\n".formatted(tried, tried, good)
                        + script);
        return ab(
                "cat " + good,
                "REPORT=" + good + " OTHER=" + other + " " + head,
                "--timeout=" + timeout,
                "--json=" + folder.resolve("ab.json"),
                "-q");
    }

    private void assertNoVerdict(Launcher.Result result, int code, String sentence)
            throws Exception {
        assertThat(result.err())
                .startsWith("loopbench: the head fork of pair 1 (look) ")
                .contains(sentence)
                .hasLineCount(1);
        assertThat(result.code()).isEqualTo(code);
        Comparison left = read(folder.resolve("ab.json"));
        assertThat(left.complete()).isFalse();
        assertThat(left.outcome().exitCode()).isEqualTo(code);
        String head = folder.resolve("head").toString();
        assertThat(ProcessHandle.allProcesses().flatMap(p -> p.info().commandLine().stream()))
                .noneMatch(command -> command.contains(head));
    }

    @Test
    void a_command_that_does_not_exist_is_bad_usage() throws Exception {
        Launcher.Result result = ab("/nowhere/tool", SIMULATED, "-q");
        assertThat(result.err()).startsWith("loopbench: --base could not be started: ");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void what_a_kill_leaves_is_gone_on_with() throws Exception {
        Path good = report("good.json", "10ms");
        Path json = folder.resolve("ab.json");
        Path partial = folder.resolve("ab.json.partial");
        Path head = folder.resolve("head");
        Launcher.executable(
                head, "[ ! -e '%s' ] || exec sleep 1000\ncat '%s'".formatted(partial, good));
        Process process =
                Launcher.at(Launcher.SCRIPT)
                        .start(arguments("cat " + good, head.toString(), "--json=" + json));
        awaitFile(partial, process);
        List<ProcessHandle> forks = process.descendants().toList();
        process.destroyForcibly().waitFor();
        forks.forEach(ProcessHandle::destroyForcibly);
        assertThat(json).doesNotExist();
        Comparison left = read(partial);
        assertThat(left.pairs()).hasSize(1);
        Launcher.executable(head, "cat '%s'".formatted(good));
        Launcher.Result result =
                ab("cat " + good, head.toString(), "--json=" + json, "--with=" + partial, "-q");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(read(json).pairs()).hasSize(3);
        assertThat(read(json).terms().earlier()).containsExactly(left.id());
    }

    @Test
    void what_an_earlier_campaign_left_outlives_one_that_is_refused() throws Exception {
        Path left = Files.writeString(folder.resolve("ab.json.partial"), "precious");
        String json = "--json=" + folder.resolve("ab.json");
        assertThat(ab("/nowhere/tool", SIMULATED, json, "-q").code()).isEqualTo(2);
        assertThat(left).hasContent("precious");
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void an_interrupt_ends_the_fork_and_keeps_what_there_is(String signal, int code)
            throws Exception {
        Path good = report("good.json", "10ms");
        Path json = folder.resolve("ab.json");
        Path hanging = folder.resolve("hanging");
        Path partial = folder.resolve("ab.json.partial");
        Path head = folder.resolve("head");
        Launcher.executable(
                head,
                "if [ -e '%s' ]; then : >'%s'; exec sleep 1000; fi\ncat '%s'"
                        .formatted(partial, hanging, good));
        Process process =
                Launcher.at(Launcher.SCRIPT)
                        .start(arguments("cat " + good, head.toString(), "--json=" + json));
        awaitFile(hanging, process);
        List<ProcessHandle> forks = process.descendants().toList();
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
        assertThat(process.waitFor()).isEqualTo(code);
        for (ProcessHandle fork : forks) {
            fork.onExit().get();
        }
        assertThat(read(json).complete()).isFalse();
        assertThat(read(json).outcome().kind().word()).isEqualTo("interrupted");
        assertThat(read(json).pairs()).hasSize(1);
        assertThat(partial).doesNotExist();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "script(1) of util-linux makes a terminal")
    void exit_code_and_standard_output_are_right_whichever_stream_is_a_terminal() throws Exception {
        Path good = report("good.json", "10ms");
        Path out = folder.resolve("out");
        String command =
                Launcher.SCRIPT
                        + " ab --base 'cat "
                        + good
                        + "' --head 'cat "
                        + good
                        + "' "
                        + String.join(" ", SHORT)
                        + " --json -";
        Launcher.Result errIsTerminal = inTerminal(command + " >" + out);
        assertThat(errIsTerminal.code()).isZero();
        assertThat(read(out).outcome().kind().word()).isEqualTo("no regression");
        assertThat(errIsTerminal.out()).contains("trial fork of head", "No regression");
        Path err = folder.resolve("err");
        Launcher.Result outIsTerminal = inTerminal(command + " 2>" + err);
        assertThat(outIsTerminal.code()).isZero();
        assertThat(outIsTerminal.out()).contains("\"schema\": \"loopbench.comparison/1\"");
        assertThat(err).content().contains("No regression").doesNotContain("\u001b");
    }

    @Test
    void a_runner_gets_its_summary() throws Exception {
        Path good = report("good.json", "10ms");
        Path summary = Files.writeString(folder.resolve("summary"), "before\n");
        Launcher launcher =
                Launcher.at(Launcher.SCRIPT).with("GITHUB_STEP_SUMMARY", summary.toString());
        assertThat(launcher.run(arguments("cat " + good, "cat " + good, "-q")).code()).isZero();
        assertThat(summary).content().startsWith("before\n").contains("makespan");
        Launcher unwritable =
                Launcher.at(Launcher.SCRIPT).with("GITHUB_STEP_SUMMARY", folder.toString());
        Launcher.Result result = unwritable.run(arguments("cat " + good, "cat " + good));
        assertThat(result.err()).contains("the step summary cannot be written");
        assertThat(result.code()).isZero();
    }

    /** Looks now and then, so that the process has the cores. */
    private static void awaitFile(Path file, Process process) throws InterruptedException {
        while (!Files.exists(file)) {
            assertThat(process.waitFor(5, TimeUnit.MILLISECONDS)).as("it has ended").isFalse();
        }
    }

    private static Launcher.Result inTerminal(String command) throws Exception {
        return new ShellInTerminal(command).run();
    }

    /** Runs a command with a terminal for all streams that it does not redirect. */
    private record ShellInTerminal(String command) {

        Launcher.Result run() throws Exception {
            ProcessBuilder builder =
                    new ProcessBuilder("script", "-qec", command, "/dev/null")
                            .redirectErrorStream(true)
                            .redirectInput(Path.of("/dev/null").toFile());
            builder.environment().put("LOOPBENCH_JAVA", System.getProperty("java.home"));
            builder.environment().put("TERM", "xterm");
            Process process = builder.start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Launcher.Result(process.waitFor(), said, "");
        }
    }

    private static Launcher.Result ab(String base, String head, String... more) throws Exception {
        return Launcher.at(Launcher.SCRIPT).run(arguments(base, head, more));
    }

    private static String[] arguments(String base, String head, String... more) {
        List<String> all = new ArrayList<>(List.of("ab", "--base", base, "--head", head));
        all.addAll(SHORT);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** A report of fifty operations that take so long. */
    private Path report(String name, String time) throws Exception {
        Path file = folder.resolve(name);
        Invocation.Result result =
                Invocation.with(Sessions.measuring())
                        .execute(
                                "run",
                                "work",
                                "--simulate=1",
                                "--jobs=50",
                                "--time=" + time,
                                "--json=" + file,
                                "-q");
        assertThat(result.code()).as(result.err()).isZero();
        return file;
    }

    private static Comparison read(Path file) throws Exception {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return new ComparisonReader().read(in);
        }
    }
}
