package dev.loopbench.probes.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.probes.inspector.Inspector;
import dev.loopbench.probes.node.Nodes;
import dev.loopbench.probes.node.RunningNode;
import dev.loopbench.probes.node.process.RefusedException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On real processes, which are to go on as if nothing had been. */
@EnabledOnOs(OS.LINUX)
@Execution(ExecutionMode.CONCURRENT) // processes; order and counts, never times
final class NodeProcessIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Long enough for a signal to arrive, and passed in full where nothing comes of it. */
    private static final Duration IN_VAIN = Duration.ofSeconds(1);

    /** A server whose loop and pool have no rest. */
    private static final String BUSY_SERVER =
            """
            const crypto = require('crypto');
            const job = () => crypto.pbkdf2('secret', 'salt', 500, 32, 'sha256', job);
            job(); job(); job(); job();
            setInterval(() => { const end = Date.now() + 15; while (Date.now() < end); }, 5);
            """
                    + RunningNode.SERVER;

    @TempDir private Path folder;
    private final NanoClock clock = new SystemNanoClock();

    static Stream<Nodes.Node> nodes() {
        return Nodes.all();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void a_server_is_looked_into_and_goes_on(Nodes.Node node) throws Exception {
        looksInAndLeaves(node, RunningNode.SERVER);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void a_busy_server_is_looked_into_and_goes_on(Nodes.Node node) throws Exception {
        looksInAndLeaves(node, BUSY_SERVER);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void the_pools_threads_are_those_that_do_its_work(Nodes.Node node) throws Exception {
        try (RunningNode running = start(node, "busy.js", BUSY_SERVER)) {
            NodeProcess process = NodeProcess.of(running.pid());
            PoolWorkers before = Objects.requireNonNull(process.workers().value());
            while (cpuNanos(process) < cpuNanos(before) + 5_000_000) {
                clock.sleep(1_000_000); // until they have computed for 5 ms
            }

            assertThat(before.threads()).hasSize(4);
            assertThat(process.poolSize().value()).isNotNull();
            assertThat(Objects.requireNonNull(process.workers().value()).threads())
                    .extracting(ThreadFigures::tid)
                    .containsExactlyElementsOf(
                            before.threads().stream().map(ThreadFigures::tid).toList());
        }
    }

    @Test
    void a_process_that_has_not_used_its_pool_has_no_threads_for_it() throws Exception {
        try (RunningNode running = start(Nodes.any(), "server.js", RunningNode.SERVER)) {
            NodeProcess process = NodeProcess.of(running.pid());

            assertThat(process.workers().reason()).contains("nothing has used it");
            assertThat(process.script()).contains(folder.resolve("server.js").toString());
            assertThat(process.workingFolder().value()).isEqualTo(folder.toRealPath());
            assertThat(process.listening())
                    .contains(
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(), running.port()));
        }
    }

    @Test
    void an_inspector_that_was_open_stays_open() throws Exception {
        try (RunningNode running =
                RunningNode.start(
                        Nodes.any(),
                        folder,
                        "server.js",
                        RunningNode.SERVER,
                        "--inspect=127.0.0.1:0")) {
            NodeProcess process = NodeProcess.of(running.pid());
            OpenInspector inspector = process.openInspector(LIMIT, clock);
            inspector.close();

            assertThat(inspector.openedForUs()).isFalse();
            assertThat(process.listening()).contains(inspector.address());
            try (Inspector another = Inspector.connect(inspector.address(), LIMIT)) {
                assertThat(another.evaluate("process.pid").asLong()).isEqualTo(running.pid());
            }
        }
    }

    @Test
    void an_inspector_that_was_opened_is_closed_after_the_session_broke_off_too() throws Exception {
        try (RunningNode running = start(Nodes.any(), "server.js", RunningNode.SERVER)) {
            NodeProcess process = NodeProcess.of(running.pid());
            OpenInspector inspector = process.openInspector(LIMIT, clock);
            inspector.session().close();
            inspector.close();

            assertThat(process.listening()).doesNotContain(inspector.address());
            assertThat(running.answer()).isEqualTo("ok");
        }
    }

    @Test
    void other_programs_are_refused() throws Exception {
        assertRefused(ProcessHandle.current().pid(), Reason.NOT_NODE);
        Process sleep = new ProcessBuilder("sleep", "600").start();
        try {
            // Until it executes sleep it is still this program.
            while (!ProcessHandle.of(sleep.pid())
                    .flatMap(it -> it.info().command())
                    .orElse("sleep")
                    .endsWith("sleep")) {
                clock.sleep(1_000_000);
            }
            assertRefused(sleep.pid(), Reason.NOT_NODE);
        } finally {
            sleep.destroyForcibly().waitFor();
        }
        assertRefused(sleep.pid(), Reason.NO_SUCH_PROCESS);
    }

    @Test
    void a_stopped_process_is_refused_and_goes_on_when_it_is_told_to() throws Exception {
        try (RunningNode running = start(Nodes.any(), "server.js", RunningNode.SERVER)) {
            NodeProcess process = NodeProcess.of(running.pid());
            running.signal("STOP");
            while (!process.state().equals("T")) {
                clock.sleep(1_000_000);
            }
            assertRefused(process, LIMIT, Reason.STOPPED);
            running.signal("CONT");

            assertThat(running.answer()).isEqualTo("ok");
            assertThat(running.errors()).isEmpty();
        }
    }

    @Test
    void a_process_that_does_not_catch_the_signal_is_not_sent_it() throws Exception {
        String script =
                "process.on('SIGUSR1', () => {}); process.removeAllListeners('SIGUSR1');"
                        + RunningNode.SERVER;
        try (RunningNode running = start(Nodes.any(), "server.js", script)) {
            assertRefused(NodeProcess.of(running.pid()), LIMIT, Reason.SIGNAL_NOT_CAUGHT);
            assertThat(running.answer()).isEqualTo("ok");
        }
    }

    @Test
    void a_handler_of_the_programs_own_opens_no_inspector() throws Exception {
        String script = "process.on('SIGUSR1', () => {});" + RunningNode.SERVER;
        try (RunningNode running = start(Nodes.any(), "server.js", script)) {
            assertRefused(NodeProcess.of(running.pid()), IN_VAIN, Reason.NOT_OPENED);
            assertThat(running.answer()).isEqualTo("ok");
        }
    }

    @Test
    void a_port_that_is_taken_is_left_to_its_owner() throws Exception {
        String port = "--inspect-port=";
        try (RunningNode owner = start(Nodes.any(), "owner.js", RunningNode.SERVER);
                RunningNode running =
                        RunningNode.start(
                                Nodes.any(),
                                folder,
                                "server.js",
                                RunningNode.SERVER,
                                port + owner.port())) {
            assertRefused(NodeProcess.of(running.pid()), LIMIT, Reason.PORT_TAKEN);
            assertThat(running.answer()).isEqualTo("ok");
            assertThat(running.errors()).isEmpty();
        }
    }

    private void looksInAndLeaves(Nodes.Node node, String script) throws Exception {
        try (RunningNode running = start(node, "server.js", script)) {
            NodeProcess process = NodeProcess.of(running.pid());
            OpenInspector inspector = process.openInspector(LIMIT, clock);
            assertThat(inspector.openedForUs()).isTrue();
            assertThat(inspector.session().evaluate("process.pid").asLong())
                    .isEqualTo(running.pid());
            inspector.close();

            assertThat(process.listening()).doesNotContain(inspector.address());
            assertThat(process.isAlive()).isTrue();
            assertThat(running.answer()).isEqualTo("ok");
            assertThat(process.openInspector(LIMIT, clock).openedForUs()).isTrue();
        }
    }

    /** The inspector would listen on a port of its own, so that tests do not meet each other. */
    private RunningNode start(Nodes.Node node, String name, String script) throws IOException {
        return RunningNode.start(
                node, folder, name, script, "--inspect-port=" + RunningNode.freePort());
    }

    private void assertRefused(NodeProcess process, Duration limit, Reason reason) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> process.openInspector(limit, clock))
                .extracting(RefusedException::reason)
                .isEqualTo(reason);
    }

    private static void assertRefused(long pid, Reason reason) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> NodeProcess.of(pid))
                .extracting(RefusedException::reason)
                .isEqualTo(reason);
    }

    private static long cpuNanos(NodeProcess process) {
        return cpuNanos(Objects.requireNonNull(process.workers().value()));
    }

    private static long cpuNanos(PoolWorkers workers) {
        return workers.threads().stream().mapToLong(ThreadFigures::cpuNanos).sum();
    }
}
