package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.Subject;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.BufferedReader;
import java.io.IOException;
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

/** A running process is looked into, and is then as it was. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is no /proc to look into")
@Execution(ExecutionMode.CONCURRENT) // most of it is processes that start
@Timeout(300)
final class AttachIT {

    @RegisterExtension final StartedProcesses started = new StartedProcesses();

    @TempDir private Path folder;

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("dev.loopbench.cli.NodeServer#nodes")
    void a_server_is_looked_into_and_left_as_it_was(Path node) throws Exception {
        try (NodeServer server = NodeServer.start(node, folder)) {
            Path file = folder.resolve("report.json");
            Launcher.Result result = attach(server, "--duration=500ms", "--json=" + file);
            assertThat(result.err())
                    .contains("looking into process " + server.pid() + " (server.js) for 500ms.")
                    .contains("every local user can run code in the process")
                    .contains("stops its loop for some 10 ms");
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).isNotEmpty();
            Report report = report(file);
            Subject subject = Objects.requireNonNull(report.origin().subject());
            assertThat(subject.how()).isEqualTo(Subject.How.ATTACHED);
            assertThat(subject.processId()).isEqualTo(server.pid());
            assertThat(report.run().ending()).isEqualTo(Run.Ending.DONE);
            assertUntouched(server);
        }
    }

    @Test
    void an_inspector_that_was_open_stays_open() throws Exception {
        try (NodeServer server =
                NodeServer.start(NodeServer.node(), folder, "--inspect=127.0.0.1:0")) {
            String before = server.inside();
            assertThat(before).contains("\"inspector\":\"ws://127.0.0.1:");
            assertThat(attach(server, "--duration=200ms", "-q").code()).isZero();
            assertThat(server.inside()).isEqualTo(before);
        }
    }

    @Test
    void quiet_is_quiet_and_a_document_on_standard_output_stands_alone() throws Exception {
        try (NodeServer server = NodeServer.start(NodeServer.node(), folder)) {
            Launcher.Result result =
                    attach(server, "--duration=200ms", "--no-stacks", "-q", "--json=-");
            assertThat(result.err()).isEmpty();
            assertThat(result.out()).startsWith("{").endsWith("}\n");
            assertThat(result.code()).isZero();
            assertUntouched(server);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void who_is_interrupted_reports_what_was_seen_and_undoes_everything(String signal, int code)
            throws Exception {
        try (NodeServer server = NodeServer.start(NodeServer.node(), folder)) {
            Path file = folder.resolve("report.json");
            Process looking = looking(server, "--json=" + file);
            NodeServer.signal(signal, looking.pid());
            assertThat(looking.waitFor()).isEqualTo(code);
            assertThat(report(file).run().complete()).isFalse();
            assertUntouched(server);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("dev.loopbench.cli.NodeServer#nodes")
    void a_server_is_as_it_was_once_who_looked_was_killed(Path node) throws Exception {
        try (NodeServer server = NodeServer.start(node, folder)) {
            Process looking = looking(server);
            looking.destroyForcibly().waitFor();
            server.awaitInside(NodeServer.UNTOUCHED);
            assertThat(server.answer()).isEqualTo("ok");
        }
    }

    @Test
    void whoever_looks_and_is_stopped_holds_nothing_up() throws Exception {
        try (NodeServer server = NodeServer.start(NodeServer.node(), folder)) {
            Process looking = looking(server);
            NodeServer.signal("STOP", looking.pid());
            server.awaitInside("\"observed\":false");
            // Closing the inspector would wait for a client that reads no more.
            assertThat(server.inside()).doesNotContain("\"inspector\":null");
            assertThat(server.answer()).isEqualTo("ok");
            looking.destroyForcibly().waitFor();
            server.awaitInside(NodeServer.UNTOUCHED);
        }
    }

    @Test
    void who_comes_second_is_refused_and_does_not_disturb_the_first() throws Exception {
        try (NodeServer server = NodeServer.start(NodeServer.node(), folder)) {
            Path file = folder.resolve("report.json");
            Process first = looking(server, "--json=" + file);
            Launcher.Result second = attach(server, "-q");
            assertThat(second.code()).isEqualTo(2);
            assertThat(second.err()).startsWith("loopbench: ").hasLineCount(1);
            assertThat(first.isAlive()).isTrue();
            assertThat(server.inside()).contains("\"observed\":true");
            NodeServer.signal("INT", first.pid());
            assertThat(first.waitFor()).isEqualTo(130);
            assertThat(report(file).run().complete()).isFalse();
            assertUntouched(server);
        }
    }

    @Test
    void of_a_process_that_is_gone_is_reported_what_was_seen() throws Exception {
        try (NodeServer server = NodeServer.start(NodeServer.node(), folder)) {
            Path file = folder.resolve("report.json");
            Path errors = folder.resolve("looking.errors");
            Process looking = looking(server, "--json=" + file);
            server.kill();
            boolean seen = looking.waitFor() == 0;
            assertThat(errors)
                    .content()
                    .contains("process " + server.pid() + " has ended")
                    .contains(seen ? "what was seen until then" : "before anything was seen");
            assertThat(Files.exists(file)).isEqualTo(seen);
            if (seen) {
                assertThat(report(file).run().complete()).isFalse();
            }
        }
    }

    @Test
    void a_process_that_ends_by_itself_is_not_held_up() throws Exception {
        Path script =
                Files.writeString(
                        folder.resolve("short.js"),
                        """
                        const observed = () => globalThis[Symbol.for('dev.loopbench.observer')];
                        const ticks = setInterval(() => {
                          if (observed() !== undefined) clearInterval(ticks);
                        }, 5);
                        console.log('ready');
                        """);
        Process node =
                new ProcessBuilder(
                                NodeServer.node().toString(), "--inspect-port=0", script.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        started.add(node);
        try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("ready");
        }
        Launcher.Result result = attach(node.pid(), "--duration=10m");
        assertThat(node.waitFor()).isZero();
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void a_module_that_floods_its_standard_error_and_crashes_does_so_as_ever() throws Exception {
        Path script =
                Files.writeString(
                        folder.resolve("crash.mjs"),
                        """
                        const noise = 'x'.repeat(1000) + '\\n';
                        setInterval(() => {
                          for (let i = 0; i < 100; i++) process.stderr.write(noise);
                          if (globalThis[Symbol.for('dev.loopbench.observer')]) null.crash();
                        }, 5);
                        console.log('ready');
                        """);
        Path errors = folder.resolve("crash.errors");
        Process node =
                new ProcessBuilder(
                                NodeServer.node().toString(), "--inspect-port=0", script.toString())
                        .redirectError(errors.toFile())
                        .start();
        started.add(node);
        try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("ready");
        }
        Launcher.Result result = attach(node.pid(), "--duration=10m", "-q");
        assertThat(node.waitFor()).isOne();
        assertThat(errors).content().contains("TypeError: Cannot read properties of null");
        // The last answer comes if it leaves the process before that is gone.
        assertThat(result.code()).isIn(0, 1);
        if (result.code() == 1) {
            assertThat(result.err())
                    .isEqualTo(
                            "loopbench: process %d has ended before anything was seen.\n"
                                    .formatted(node.pid()));
        }
    }

    @Test
    void what_cannot_be_looked_into_is_refused_with_one_sentence() throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "read line").start();
        started.add(shell);
        refuses(shell.pid(), "not Node");
        shell.destroyForcibly().waitFor();
        refuses(shell.pid(), "there is no process " + shell.pid());
        refuses(ProcessHandle.current().pid(), "is a Java virtual machine, not Node");
    }

    @Test
    void a_process_that_is_stopped_is_refused() throws Exception {
        try (NodeServer server = NodeServer.start(NodeServer.node(), folder)) {
            server.signal("STOP");
            refuses(server.pid(), "is stopped");
            server.signal("CONT");
            assertUntouched(server);
        }
    }

    @Test
    void a_program_with_a_use_of_its_own_for_the_signal_goes_on() throws Exception {
        Path script =
                Files.writeString(
                        folder.resolve("own.js"),
                        """
                        process.on('SIGUSR1', () => console.log('heard'));
                        process.stdin.on('end', () => process.exit(7)).resume();
                        console.log('ready');
                        """);
        Process node = new ProcessBuilder(NodeServer.node().toString(), script.toString()).start();
        started.add(node);
        try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("ready");
            refuses(node.pid(), "SIGUSR1 opened no inspector");
            assertThat(out.readLine()).isEqualTo("heard");
            node.getOutputStream().close();
            assertThat(node.waitFor()).isEqualTo(7);
        }
    }

    @Test
    void a_process_of_another_user_is_refused() throws Exception {
        Assumptions.assumeTrue(ReadOnly.isRoot(), "only root can become another user");
        SystemCommand.require("setpriv");
        List<String> nobody =
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        Assumptions.assumeTrue(
                as(nobody, "test", "-r", Launcher.SCRIPT.toString()).code() == 0,
                "another user cannot read this clone");
        try (NodeServer server = NodeServer.start(NodeServer.node(), folder)) {
            Launcher.Result result =
                    as(
                            nobody,
                            "env",
                            "LOOPBENCH_JAVA=" + System.getProperty("java.home"),
                            Launcher.SCRIPT.toString(),
                            "attach",
                            String.valueOf(server.pid()));
            assertThat(result.err())
                    .isEqualTo(
                            "loopbench: process " + server.pid() + " belongs to another user.\n");
            assertThat(result.code()).isEqualTo(2);
            assertUntouched(server);
        }
    }

    private static Launcher.Result as(List<String> user, String... words) throws Exception {
        List<String> all = new ArrayList<>(user);
        all.addAll(List.of(words));
        return SystemCommand.run(Path.of("/"), all.toArray(String[]::new));
    }

    private void refuses(long pid, String sentence) throws Exception {
        Launcher.Result result = attach(pid, "-q");
        assertThat(result.err()).startsWith("loopbench: ").contains(sentence).hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }

    /** One that looks until it is told to end. */
    private Process looking(NodeServer server, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("attach", String.valueOf(server.pid())));
        words.add("--duration=10m");
        words.addAll(List.of(options));
        Path errors = folder.resolve("looking.errors");
        Process looking =
                Launcher.at(Launcher.SCRIPT).startInto(errors, words.toArray(String[]::new));
        started.add(looking);
        server.awaitInside("\"observed\":true");
        return looking;
    }

    private static Launcher.Result attach(NodeServer server, String... options) throws Exception {
        return attach(server.pid(), options);
    }

    private static Launcher.Result attach(long pid, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("attach", String.valueOf(pid)));
        words.addAll(List.of(options));
        return Launcher.at(Launcher.SCRIPT).run(words.toArray(String[]::new));
    }

    private static void assertUntouched(NodeServer server) throws IOException {
        assertThat(server.inside()).isEqualTo(NodeServer.UNTOUCHED);
        assertThat(server.answer()).isEqualTo("ok");
        assertThat(server.isAlive()).isTrue();
    }

    private static Report report(Path file) throws Exception {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return new JsonReportReader().read(in);
        }
    }
}
