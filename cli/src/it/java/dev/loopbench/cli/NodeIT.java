package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Subject;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A program runs as it does without us, and is looked into. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is no /proc to look into")
@Execution(ExecutionMode.CONCURRENT) // most of it is processes that start
@Timeout(300)
final class NodeIT {

    private static final String TERMINAL_BREAK = "\u0003";

    /** Says so once it has been asked. */
    private static final String WHEN_OBSERVED = "setTimeout(() => console.log('observed'), 600);";

    @RegisterExtension final StartedProcesses started = new StartedProcesses();

    @TempDir private Path folder;

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("dev.loopbench.cli.NodeServer#nodes")
    void a_program_has_its_streams_and_its_exit_code(Path node) throws Exception {
        Path script =
                script(
                        "app.js",
                        """
                        const { pbkdf2 } = require('crypto');
                        const own = ['NODE_OPTIONS', 'LOOPBENCH_PROGRAM', 'LOOPBENCH_LAUNCHER'];
                        console.log(own.filter((name) => name in process.env), process.argv.slice(2));
                        console.error('one');
                        let left = 5;
                        const done = () => { if (--left === 0) console.error('two'); };
                        for (let i = 0; i < 5; i++) pbkdf2('a', 'b', 1000, 32, 'sha256', done);
                        process.exitCode = 7;
                        """);
        Path file = folder.resolve("report.json");
        Launcher.Result result =
                run(
                        "--node",
                        node.toString(),
                        "--json",
                        file.toString(),
                        script.toString(),
                        "--json",
                        "--",
                        "-q");
        assertThat(result.err()).isEqualTo("one\ntwo\n");
        assertThat(result.out()).startsWith("[] [ '--json', '--', '-q' ]\n");
        assertThat(result.code()).isEqualTo(7);
        Report report = report(Files.readString(file));
        Subject subject = Objects.requireNonNull(report.origin().subject());
        assertThat(subject.how()).isEqualTo(Subject.How.LAUNCHED);
        assertThat(subject.script()).endsWith("app.js");
        assertThat(report.run().complete()).isTrue();
    }

    @Test
    void a_document_on_standard_output_stands_alone() throws Exception {
        Path script = script("app.js", "console.log('out'); console.error('err');");
        Launcher.Result result = run("--json=-", "-q", script.toString());
        assertThat(report(result.out()).run().complete()).isTrue();
        assertThat(result.err().lines()).containsExactlyInAnyOrder("out", "err");
        assertThat(result.code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exits.js   | process.exit(3)                              | 3   | ''",
                "throws.js  | throw new Error('on purpose')                | 1   | Error: on purpose",
                "broken.js  | this is no script                            | 1   | SyntaxError",
                "module.mjs | import fs from 'fs'; process.exitCode = 4    | 4   | ''",
                "killed.js  | process.kill(process.pid, 'SIGKILL')         | 137 | ''",
                "pool.js    | setTimeout(() => process.exit(5), 20)        | 5   | ''"
            })
    void however_a_program_ends_its_exit_code_is_ours(
            String name, String text, int code, String complaint) throws Exception {
        Launcher.Result result = run(script(name, text).toString());
        assertThat(result.err())
                .contains(complaint)
                .doesNotContain("Debugger attached", "Waiting for the debugger");
        assertThat(result.code()).isEqualTo(code);
    }

    @Test
    void where_types_are_stripped_a_hold_is_named_by_the_line_it_was_written_on() throws Exception {
        Path script =
                script(
                        "app.ts",
                        """
                        interface Hold { millis: number }
                        type Code = number;

                        function slow(hold: Hold): void {
                          const end: number = Date.now() + hold.millis;
                          while (Date.now() < end);
                        }
                        setTimeout(() => slow({ millis: 300 }), 50);
                        const code: Code = 6;
                        process.exitCode = code;
                        """);
        Process plain =
                new ProcessBuilder(NodeServer.node().toString(), script.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Assumptions.assumeTrue(plain.waitFor() == 6, "this Node runs no TypeScript");
        Path file = folder.resolve("report.json");
        Launcher.Result result = run("--json=" + file, script.toString());
        assertThat(result.code()).isEqualTo(6);
        assertThat(report(Files.readString(file)).loop().held().stalls())
                .anyMatch(stall -> stall.label().equals("slow app.ts:4"));
    }

    @Test
    void a_program_that_floods_its_standard_error_loses_nothing() throws Exception {
        Path script =
                script(
                        "flood.js",
                        """
                        const line = 'Debugger attached '.repeat(55) + '\\n';
                        const chunk = line.repeat(1000);
                        let left = 20;
                        const next = () => { if (left-- > 0) process.stderr.write(chunk, next); };
                        next();
                        """);
        Launcher.Result result = run("-q", script.toString());
        assertThat(result.err()).hasSize(20 * 1000 * (55 * 18 + 1));
        assertThat(result.code()).isZero();
    }

    @Test
    void standard_input_is_the_programs() throws Exception {
        Path script = script("cat.js", "process.stdin.pipe(process.stdout);");
        Process process = start(script.toString());
        try (OutputStream in = process.getOutputStream()) {
            in.write("to and fro\n".getBytes(StandardCharsets.UTF_8));
        }
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("to and fro");
        }
        assertThat(process.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"INT", "TERM"})
    void a_program_that_handles_a_signal_decides_how_it_ends(String signal) throws Exception {
        Path file = folder.resolve("report.json");
        Path script =
                script(
                        "handler.js",
                        """
                        const waits = setInterval(() => {}, 1000);
                        for (const signal of ['SIGINT', 'SIGTERM']) {
                          process.on(signal, () => {
                            console.log(signal);
                            clearInterval(waits);
                            process.exitCode = 8;
                          });
                        }
                        console.log('ready');
                        """);
        Process process = start("--json", file.toString(), script.toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("ready");
            NodeServer.signal(signal, process.pid());
            assertThat(out.readLine()).isEqualTo("SIG" + signal);
            assertThat(process.waitFor()).isEqualTo(8);
        }
        assertThat(report(Files.readString(file)).run().complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void a_program_that_a_signal_ends_is_reported_as_far_as_it_was_seen(String signal, int code)
            throws Exception {
        Path file = folder.resolve("report.json");
        Path script = script("waits.js", "setInterval(() => {}, 1000); " + WHEN_OBSERVED);
        Process process = start("--json", file.toString(), script.toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("observed");
            NodeServer.signal(signal, process.pid());
            assertThat(process.waitFor()).isEqualTo(code);
        }
        assertThat(report(Files.readString(file)).run().complete()).isFalse();
    }

    @Test
    void ctrl_c_at_a_terminal_reaches_the_program_once() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Launcher.TERMINALS), "makes a terminal");
        Path script =
                script(
                        "once.js",
                        """
                        let times = 0;
                        process.on('SIGINT', () => {
                          times++;
                          setTimeout(() => { console.log('times ' + times); process.exit(9); }, 300);
                        });
                        setInterval(() => {}, 1000);
                        console.log('ready');
                        """);
        Process process =
                Launcher.at(Launcher.SCRIPT)
                        .startOnTerminal(
                                "node", "--node", NodeServer.node().toString(), script.toString());
        started.add(process);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            awaitLine(out, "ready");
            process.getOutputStream().write(TERMINAL_BREAK.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            awaitLine(out, "times 1");
            out.transferTo(Writer.nullWriter());
        }
        assertThat(process.waitFor()).isEqualTo(9);
    }

    @Test
    void a_second_ctrl_c_ends_us_and_leaves_the_program_to_itself() throws Exception {
        Path script =
                script(
                        "stays.js",
                        """
                        process.on('SIGINT', () => console.log('heard'));
                        setInterval(() => {}, 1000);
                        console.log(process.pid);
                        """);
        Process process = start(script.toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            ProcessHandle program = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            try {
                NodeServer.signal("INT", process.pid());
                assertThat(out.readLine()).isEqualTo("heard");
                NodeServer.signal("INT", process.pid());
                assertThat(process.waitFor()).isEqualTo(130);
                assertThat(program.isAlive()).isTrue();
            } finally {
                program.destroyForcibly();
            }
        }
    }

    @Test
    void once_the_time_is_over_the_program_goes_on_without_us() throws Exception {
        Path script =
                script(
                        "goes-on.js",
                        """
                        const inspector = require('inspector');
                        setInterval(() => {
                          const observed = globalThis[Symbol.for('dev.loopbench.observer')];
                          if (!observed && inspector.url() === undefined) process.exit(9);
                        }, 10);
                        """);
        Launcher.Result result = run("--duration=300ms", script.toString());
        assertThat(result.code()).isEqualTo(9);
        assertThat(result.out()).isNotEmpty();
    }

    @Test
    void a_command_that_starts_no_node_is_passed_through_with_a_sentence() throws Exception {
        Launcher.Result result = run("--", "sh", "-c", "echo out; echo err >&2; exit 3");
        assertThat(result.out()).isEqualTo("out\n");
        assertThat(result.err())
                .isEqualTo(
                        "err\nloopbench: no Node process came to its first line, so nothing was"
                                + " looked into.\n");
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void a_shell_that_starts_one_node_after_the_other_is_not_held_up() throws Exception {
        String node = NodeServer.node().toString();
        String first = script("first.js", "console.log('first')").toString();
        String second =
                script("second.js", "console.log('second'); process.exitCode = 6").toString();
        Launcher.Result result =
                run("--", "sh", "-c", node + " " + first + " && " + node + " " + second);
        assertThat(result.out()).contains("first\n", "second\n");
        assertThat(result.code()).isEqualTo(6);
    }

    @Test
    void a_broken_limit_of_a_program_that_ended_well_is_exit_code_12() throws Exception {
        Path script =
                script(
                        "app.js",
                        "require('crypto').pbkdf2('a', 'b', 9e4, 32, 'sha256', () => {});");
        Launcher.Result result = run("--fail-on=response.max < 1us", script.toString());
        assertThat(result.code()).as(result.err()).isEqualTo(12);
    }

    private Process start(String... arguments) throws Exception {
        Process process = Launcher.at(Launcher.SCRIPT).start(words(arguments));
        started.add(process);
        return process;
    }

    private static Launcher.Result run(String... arguments) throws Exception {
        return Launcher.at(Launcher.SCRIPT).run(words(arguments));
    }

    /** With the Node of this machine, unless a command or another one is given. */
    private static String[] words(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("node"));
        List<String> given = List.of(arguments);
        if (!given.contains("--") && !given.contains("--node")) {
            words.addAll(List.of("--node", NodeServer.node().toString()));
        }
        words.addAll(given);
        return words.toArray(String[]::new);
    }

    private Path script(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void awaitLine(BufferedReader out, String part) throws IOException {
        String line = out.readLine();
        while (line != null && !line.contains(part)) {
            line = out.readLine();
        }
        assertThat(line).as("a line with " + part).isNotNull();
    }

    private static Report report(String json) throws Exception {
        return new JsonReportReader().read(new StringReader(json));
    }
}
