package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server is started, driven and ended, and both ends are in one report. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is no /proc to look into")
@Execution(ExecutionMode.CONCURRENT) // most of it is processes that start
@Timeout(300)
final class DriveIT {

    private static final String SERVER =
            """
            const { pbkdf2 } = require('crypto');
            console.log(process.pid);
            const server = require('http').createServer((request, response) => {
              if (request.url === '/broken') {
                response.statusCode = 500;
                response.end();
              } else if (request.method === 'POST') {
                let body = '';
                request.on('data', (chunk) => { body += chunk; });
                request.on('end', () => {
                  const ok = body === 'a=1' && request.headers['x-test'] === 'two words';
                  response.statusCode = ok ? 200 : 400;
                  response.end('posted');
                });
              } else {
                pbkdf2('secret', 'salt', 200, 32, 'sha256', () => response.end('ok'));
              }
            });
            """
                    + DrivenServer.LISTENS;

    private static final String[] SHORT = {"--duration=400ms", "--warmup=0s", "--connections=4"};

    @RegisterExtension final StartedProcesses started = new StartedProcesses();

    @TempDir private Path folder;

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("dev.loopbench.cli.NodeServer#nodes")
    void what_clients_saw_and_what_was_seen_inside_is_one_report(Path node) throws Exception {
        DrivenServer server = DrivenServer.of(folder, "app.js", SERVER);
        Path file = folder.resolve("report.json");
        Launcher.Result result =
                run(
                        server,
                        "--node=" + node,
                        "--drive=GET " + server.url("/hash") + " --weight 3",
                        "--drive="
                                + server.url("/form")
                                + " --header 'X-Test: two words' --body a=1 --name form",
                        "--json=" + file);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        Report report = report(Files.readString(file));
        assertThat(report.run().complete()).isTrue();
        assertThat(report.operations()).extracting(Operation::kind).startsWith("GET-hash", "form");
        assertThat(report.operations().subList(0, 2))
                .allSatisfy(seen -> assertThat(seen.count()).isPositive())
                .allSatisfy(seen -> assertThat(seen.errors()).isZero());
        Clients clients = Objects.requireNonNull(report.clients());
        assertThat(clients.counts().connections()).isEqualTo(4);
        long answered =
                report.operations().subList(0, 2).stream().mapToLong(Operation::count).sum();
        assertThat(clients.exchange().status()).containsOnlyKeys("200").containsValue(answered);
        assertThat(report.loop().utilizationShare()).isPositive();
        assertThat(hashes(report)).isPositive();
        assertThat(isAlive(result.out())).isFalse();
    }

    /** By whoever sees jobs on this Node. */
    private static long hashes(Report report) {
        return report.pool().counts().completed()
                + report.operations().stream().skip(2).mapToLong(Operation::count).sum();
    }

    @Test
    void a_program_that_never_listens_is_ended_and_that_is_the_sentence() throws Exception {
        DrivenServer server =
                DrivenServer.of(
                        folder,
                        "elsewhere.js",
                        "console.log(process.pid); setInterval(() => {}, 1000);");
        Launcher.Result result =
                run(server, "--drive=" + server.url("/"), "--listen-timeout=300ms");
        assertThat(result.err())
                .isEqualTo(
                        "loopbench: the program did not listen on %s:%d within 300ms, and was ended.\n"
                                .formatted(server.host(), server.port()));
        assertThat(result.code()).isEqualTo(1);
        assertThat(isAlive(result.out())).isFalse();
    }

    @Test
    void a_program_that_ends_before_it_listens_has_its_exit_code_passed_on() throws Exception {
        DrivenServer server = DrivenServer.of(folder, "ends.js", "process.exitCode = 9;");
        Launcher.Result result = run(server, "--drive=" + server.url("/"));
        assertThat(result.err()).contains("the program ended before it listened on 127.");
        assertThat(result.code()).isEqualTo(9);
    }

    @Test
    void a_port_that_is_somebody_elses_is_not_loaded() throws Exception {
        DrivenServer server = DrivenServer.of(folder, "app.js", SERVER);
        InetAddress address = InetAddress.getByName(server.host());
        try (ServerSocket other = new ServerSocket(server.port(), 1, address)) {
            Launcher.Result result = run(server, "--drive=" + server.url("/"));
            assertThat(result.err())
                    .isEqualTo(
                            "loopbench: somebody listens on %s:%d already: the load would not go to the program.\n"
                                    .formatted(server.host(), other.getLocalPort()));
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.out()).isEmpty(); // it has not even begun
        }
    }

    @Test
    void answers_of_5xx_are_failed_operations() throws Exception {
        DrivenServer server = DrivenServer.of(folder, "app.js", SERVER);
        Launcher.Result result = run(server, "--drive=" + server.url("/broken"));
        assertThat(result.err()).contains("operations failed.");
        assertThat(result.out()).contains("HTTP 500");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void a_program_that_ends_under_load_is_reported_as_far_as_it_was_seen() throws Exception {
        DrivenServer server =
                DrivenServer.of(
                        folder,
                        "crashes.js",
                        """
                        const server = require('http').createServer((request, response) => {
                          const observed = globalThis[Symbol.for('dev.loopbench.observer')];
                          if (observed) setTimeout(() => process.exit(7), 600);
                          response.end('ok');
                        });
                        """
                                + DrivenServer.LISTENS);
        Path file = folder.resolve("report.json");
        Launcher.Result result =
                run(server, "--drive=" + server.url("/"), "--duration=20s", "--json=" + file);
        assertThat(result.err()).contains("the program ended while it was driven.");
        assertThat(result.code()).isEqualTo(7);
        Report report = report(Files.readString(file));
        assertThat(report.run().complete()).isFalse();
        assertThat(report.operations().get(0).count()).isPositive();
    }

    @Test
    void a_program_that_does_not_go_is_killed_and_that_is_said() throws Exception {
        DrivenServer server =
                DrivenServer.of(folder, "stays.js", "process.on('SIGTERM', () => {});\n" + SERVER);
        Launcher.Result result = run(server, "--drive=" + server.url("/"));
        assertThat(result.err())
                .contains("the program had not ended 10s after SIGTERM, and was killed.");
        assertThat(result.code()).isZero();
        assertThat(isAlive(result.out())).isFalse();
    }

    @Test
    void ctrl_c_ends_the_program_too() throws Exception {
        DrivenServer server = DrivenServer.of(folder, "app.js", SERVER);
        Process process =
                Launcher.at(Launcher.SCRIPT)
                        .start(words(server, "--drive=" + server.url("/"), "--duration=100s"));
        started.add(process);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String pid = out.readLine();
            NodeServer.signal("INT", process.pid());
            assertThat(process.waitFor()).isEqualTo(130);
            assertThat(isAlive(pid)).isFalse();
        }
    }

    /** Both forks have to have run before it can be told in what they differ. */
    @Test
    void two_programs_are_compared_and_what_they_are_asked_has_to_be_the_same() throws Exception {
        DrivenServer server = DrivenServer.of(folder, "app.js", SERVER);
        Launcher.Result result =
                Launcher.at(Launcher.SCRIPT)
                        .run("ab", "--base", side(server, "/one"), "--head", side(server, "/two"));
        assertThat(result.err())
                .contains("base and head differ in target", server.url("/one"), "--vary target");
        assertThat(result.code()).isEqualTo(13);
    }

    @Test
    void a_program_that_never_listens_fails_a_comparison() throws Exception {
        DrivenServer server = DrivenServer.of(folder, "app.js", SERVER);
        Path mute = Files.writeString(folder.resolve("mute.js"), "setInterval(() => {}, 1000);");
        Launcher.Result result =
                Launcher.at(Launcher.SCRIPT)
                        .run(
                                "ab",
                                "--base",
                                side(server.with(mute), "/"),
                                "--head",
                                side(server, "/"),
                                "--",
                                "--listen-timeout=300ms");
        assertThat(result.err())
                .contains(
                        "the trial fork of base ended with exit code 1; it said: the program did");
        assertThat(result.code()).isEqualTo(1);
    }

    private static String side(DrivenServer server, String path) throws IOException {
        return "node --node %s --drive %s %s %s"
                .formatted(
                        NodeServer.node(),
                        server.url(path),
                        String.join(" ", SHORT),
                        String.join(" ", server.words()));
    }

    private static Launcher.Result run(DrivenServer server, String... options) throws Exception {
        return Launcher.at(Launcher.SCRIPT).run(words(server, options));
    }

    /** The options of the test last: they count. */
    private static String[] words(DrivenServer server, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("node", "--node=" + NodeServer.node()));
        words.addAll(List.of(SHORT));
        words.addAll(List.of(options));
        words.addAll(List.of(server.words()));
        return words.toArray(String[]::new);
    }

    /** The program has printed its number first. */
    private static boolean isAlive(String out) {
        String pid = Stream.of(out.split("\n", -1)).findFirst().orElseThrow();
        return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent();
    }

    private static Report report(String json) throws Exception {
        return new JsonReportReader().read(new StringReader(json));
    }
}
