package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.node.process.NodeProcess;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Subject;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

/** The workers of a cluster are looked into at once, and are then as they were. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is no /proc to look into")
@Execution(ExecutionMode.CONCURRENT) // most of it is processes that start
@Timeout(300)
final class ClusterIT {

    /**
     * Two workers, whose inspectors would all open on one port. Says what is inside of them when it
     * is asked, and starts another worker for one that it kills.
     */
    private static final String CLUSTER =
            """
            const cluster = require('cluster');
            const { pbkdf2 } = require('crypto');
            const inspector = require('inspector');
            const inside = () => [
              process.pid,
              globalThis[Symbol.for('dev.loopbench.observer')] !== undefined,
              inspector.url() === undefined ? null : 'open',
              process.debugPort,
            ].join(' ');
            if (cluster.isPrimary) {
              cluster.setupPrimary({ inspectPort: process.debugPort });
              const fork = () => cluster.fork();
              fork();
              fork();
              cluster.on('exit', fork);
              const all = () => Object.values(cluster.workers);
              require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
                if (line === 'kill') {
                  cluster.once('online', () => console.log('replaced'));
                  all()[0].process.kill('SIGKILL');
                  return;
                }
                const told = [];
                for (const worker of all()) {
                  worker.once('message', (text) => {
                    told.push(text);
                    if (told.length === 2) console.log(told.join(','));
                  });
                  worker.send('inside?');
                }
              });
              let ready = 0;
              cluster.on('online', () => { if (++ready === 2) console.log('ready'); });
            } else {
              process.on('message', () => process.send(inside()));
              setInterval(() => pbkdf2('a', 'b', 1000, 32, 'sha256', () => {}), 5);
            }
            """;

    @RegisterExtension final StartedProcesses started = new StartedProcesses();

    @TempDir private Path folder;

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("dev.loopbench.cli.NodeServer#nodes")
    void all_workers_are_looked_into_and_left_as_they_were(Path node) throws Exception {
        try (Cluster cluster = start(node)) {
            List<String> before = cluster.inside();
            Path file = folder.resolve("report.json");
            Launcher.Result result =
                    Launcher.at(Launcher.SCRIPT)
                            .run(
                                    "attach",
                                    String.valueOf(cluster.process.pid()),
                                    "--children",
                                    "--duration=3s",
                                    "--json=" + file);

            assertThat(result.code()).as(result.err()).isZero();
            Report report = report(file);
            assertThat(report.run().merged()).as(result.err()).hasSize(2);
            assertThat(report.run().complete()).isTrue();
            Subject subject = Objects.requireNonNull(report.subject());
            assertThat(subject.processId()).isNull();
            assertThat(subject.how()).isEqualTo(Subject.How.ATTACHED);
            assertThat(report.loop().utilizationShare()).isNotNull();
            assertThat(cluster.inside()).isEqualTo(before);
            for (long pid : cluster.workers()) {
                assertThat(NodeProcess.of(pid).listening()).isEmpty();
            }
        }
    }

    @Test
    void a_worker_that_dies_is_reported_and_so_is_the_one_that_replaces_it() throws Exception {
        try (Cluster cluster = start(NodeServer.node())) {
            Path file = folder.resolve("report.json");
            Process looking =
                    Launcher.at(Launcher.SCRIPT)
                            .startInto(
                                    folder.resolve("looking.errors"),
                                    "attach",
                                    String.valueOf(cluster.process.pid()),
                                    "--children",
                                    "--duration=10m",
                                    "--json=" + file);
            started.add(looking);
            cluster.awaitObserved();
            List<Long> first = cluster.workers();
            cluster.say("kill");
            assertThat(cluster.out.readLine()).isEqualTo("replaced");
            cluster.awaitObserved();
            assertThat(cluster.workers()).isNotEqualTo(first);
            NodeServer.signal("INT", looking.pid());
            assertThat(looking.waitFor()).isEqualTo(130);

            Report report = report(file);
            // Killed before it was asked for the first time, it is named with that.
            long unseen =
                    Files.readAllLines(folder.resolve("looking.errors")).stream()
                            .filter(line -> line.contains("before anything was seen"))
                            .count();
            assertThat(report.run().merged()).hasSize((int) (3 - unseen));
            assertThat(unseen).isLessThanOrEqualTo(1);
            assertThat(report.run().complete()).isFalse();
            assertThat(cluster.inside()).allMatch(worker -> worker.contains(" false  "));
        }
    }

    @Test
    void a_process_without_workers_is_refused_with_one_sentence() throws Exception {
        try (NodeServer server = NodeServer.start(NodeServer.node(), folder)) {
            Launcher.Result result =
                    Launcher.at(Launcher.SCRIPT)
                            .run("attach", String.valueOf(server.pid()), "--children");

            assertThat(result.err()).contains("has no cluster workers").hasLineCount(1);
            assertThat(result.code()).isEqualTo(2);
            assertThat(server.inside()).isEqualTo(NodeServer.UNTOUCHED);
        }
    }

    @Test
    void the_workers_of_a_program_that_is_started_are_looked_into_to_their_end() throws Exception {
        Path file = folder.resolve("report.json");
        Launcher.Result result = runTwoWorkers(file, "{}");

        assertThat(result.code()).as(result.err()).isEqualTo(4);
        assertThat(report(file).run().merged()).as(result.err()).hasSize(2);
    }

    @Test
    void workers_that_do_not_add_up_have_a_report_each() throws Exception {
        Launcher.Result result =
                runTwoWorkers(folder.resolve("report.json"), "{ UV_THREADPOOL_SIZE: 2 }");

        assertThat(result.code()).as(result.err()).isEqualTo(4);
        assertThat(result.err()).contains("cannot be added up with the others");
        List<Integer> threads = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "report*.json")) {
            for (Path file : files) {
                threads.add(report(file).pool().threads());
            }
        }
        assertThat(threads).containsExactlyInAnyOrder(2, 4);
    }

    /**
     * Each runs until it has been looked into for a while.
     *
     * @param environment of one of them
     */
    private Launcher.Result runTwoWorkers(Path json, String environment) throws Exception {
        Path script =
                Files.writeString(
                        folder.resolve("app.js"),
                        """
                        const cluster = require('cluster');
                        if (cluster.isPrimary) {
                          cluster.setupPrimary({ inspectPort: 0, execArgv: ['--inspect-port=0'] });
                          cluster.fork();
                          cluster.fork(%s);
                          process.exitCode = 4;
                        } else {
                          const asked = () => {
                            const observed = globalThis[Symbol.for('dev.loopbench.observer')];
                            if (observed) setTimeout(() => process.exit(), 600);
                            else setTimeout(asked, 20);
                          };
                          asked();
                        }
                        """
                                .formatted(environment));
        return Launcher.at(Launcher.SCRIPT)
                .run(
                        "node",
                        "--node",
                        NodeServer.node().toString(),
                        "--children",
                        "--json=" + json,
                        script.toString());
    }

    private Cluster start(Path node) throws IOException {
        Path script = Files.writeString(folder.resolve("cluster.js"), CLUSTER);
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Process process =
                new ProcessBuilder(node.toString(), "--inspect-port=" + port, script.toString())
                        .redirectError(folder.resolve("cluster.errors").toFile())
                        .start();
        started.add(process);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        assertThat(out.readLine()).isEqualTo("ready");
        return new Cluster(process, out, process.outputWriter(StandardCharsets.UTF_8));
    }

    private static Report report(Path file) throws Exception {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return new JsonReportReader().read(in);
        }
    }

    private record Cluster(Process process, BufferedReader out, Writer in)
            implements AutoCloseable {

        /** Of each worker: its number, whether it is observed, its inspector, and its port. */
        List<String> inside() throws IOException {
            say("inside?");
            return List.of(Objects.requireNonNull(out.readLine()).split(",", -1)).stream()
                    .sorted()
                    .toList();
        }

        List<Long> workers() throws IOException {
            return inside().stream()
                    .map(worker -> Long.parseLong(worker.substring(0, worker.indexOf(' '))))
                    .toList();
        }

        void awaitObserved() throws IOException {
            while (!inside().stream().allMatch(worker -> worker.contains(" true "))) {
                Thread.onSpinWait();
            }
        }

        void say(String line) throws IOException {
            in.write(line + "\n");
            in.flush();
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
