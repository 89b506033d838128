package dev.loopbench.probes.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.probes.node.Nodes;
import dev.loopbench.probes.node.RunningNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** On real Nodes, each with its inspector open. */
@EnabledOnOs(OS.LINUX) // whose processes share one clock
@Execution(ExecutionMode.CONCURRENT) // processes; order and counts, never times
final class InspectorIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ANY_PORT = "--inspect=127.0.0.1:0";

    /** A pool that works and a loop that blocks now and then. */
    private static final String BUSY =
            """
            const crypto = require('crypto');
            function blocksTheLoop(millis) {
                const end = Date.now() + millis;
                while (Date.now() < end) { }
            }
            setInterval(() => crypto.pbkdf2('secret', 'salt', 1000, 32, 'sha256', () => {}), 2);
            setInterval(() => blocksTheLoop(20), 30);
            console.log('ready');
            """;

    @TempDir private Path folder;
    private final NanoClock clock = new SystemNanoClock();

    static Stream<Nodes.Node> nodes() {
        return Nodes.all();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void expressions_are_evaluated_in_the_process(Nodes.Node node) throws Exception {
        String module = "import 'node:fs'; setInterval(() => {}, 1000); console.log('ready');";
        try (RunningNode running = RunningNode.start(node, folder, "app.mjs", module, ANY_PORT);
                Inspector inspector = Inspector.connect(running.inspector(), LIMIT)) {
            assertThat(inspector.evaluate("process.pid").asLong()).isEqualTo(running.pid());
            assertThat(inspector.evaluate("require('path').basename('a/b')").asString())
                    .isEqualTo("b");
            assertThat(inspector.evaluate("undefined").isNull()).isTrue();
            assertThat(inspector.evaluate("2n ** 64n").asString())
                    .isEqualTo("18446744073709551616n");
            assertThat(inspector.evaluatePromise("Promise.resolve({a: [1]})").path("a").size())
                    .isEqualTo(1);
            assertThatExceptionOfType(InspectorException.class)
                    .isThrownBy(() -> inspector.evaluate("missing.property"))
                    .withMessage(
                            "a script failed in the process: ReferenceError: missing is not"
                                    + " defined");
            assertThatExceptionOfType(InspectorException.class)
                    .isThrownBy(() -> inspector.call("No.such", Map.of()))
                    .withMessageStartingWith("the process refuses No.such: ");
            assertThat(inspector.evaluate("'x'.repeat(5000000)").asString()).hasSize(5_000_000);
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void windows_and_a_profile_tell_what_a_busy_process_did(Nodes.Node node) throws Exception {
        try (RunningNode running = RunningNode.start(node, folder, "busy.js", BUSY, ANY_PORT);
                Inspector inspector = Inspector.connect(running.inspector(), LIMIT)) {
            TracingWindows windows =
                    new TracingWindows(
                            inspector,
                            List.of("node.threadpoolwork", "node.environment"),
                            () -> 0,
                            false,
                            false,
                            clock);
            CpuProfile profile;
            List<TraceWindow> traced = new ArrayList<>();
            long startedNanos;
            try (CpuProfiler profiler = CpuProfiler.start(inspector, Duration.ofMillis(2), clock)) {
                startedNanos = profiler.startedNanos();
                for (int window = 0; window < 6; window++) {
                    windows.next().ifPresent(traced::add);
                }
                profile = profiler.stop();
            }
            long stoppedNanos = clock.nanoTime();

            assertThat(traced).hasSize(6);
            assertThat(jobs(traced)).isPositive();
            assertThat(profile.endNanos()).isBetween(startedNanos, stoppedNanos);
            List<Frame> user =
                    IntStream.range(0, profile.samples())
                            .mapToObj(profile::userFrame)
                            .flatMap(Optional::stream)
                            .toList();
            assertThat(user)
                    .anySatisfy(
                            frame -> {
                                assertThat(frame.function()).isEqualTo("blocksTheLoop");
                                assertThat(frame.url()).endsWith("busy.js");
                                assertThat(frame.line()).isEqualTo(2);
                            });
            assertThat(running.isAlive()).isTrue();
        }
    }

    @Test
    void the_end_of_the_process_is_told() throws Exception {
        try (RunningNode running =
                        RunningNode.start(
                                Nodes.any(), folder, "server.js", RunningNode.SERVER, ANY_PORT);
                Inspector inspector = Inspector.connect(running.inspector(), LIMIT)) {
            LinkedBlockingQueue<JsonNode> said = new LinkedBlockingQueue<>();
            inspector.on("Runtime.consoleAPICalled", said::add);
            inspector.call("Runtime.enable", Map.of());
            inspector.evaluate("console.log('last words')");
            assertThat(said.take().path("type").asString()).isEqualTo("log");
            running.kill();

            assertThat(inspector.closed().get()).startsWith("the ");
            assertThatExceptionOfType(InspectorException.class)
                    .isThrownBy(() -> inspector.evaluate("1"));
        }
    }

    @Test
    void what_is_no_inspector_is_told_in_a_sentence() throws Exception {
        try (RunningNode running =
                RunningNode.start(Nodes.any(), folder, "server.js", RunningNode.SERVER)) {
            int port = running.port();
            assertThatExceptionOfType(InspectorException.class)
                    .isThrownBy(() -> Inspector.connect(loopback(port), LIMIT))
                    .withMessage("what listens on 127.0.0.1:" + port + " is no inspector");
        }
    }

    @Test
    void nobody_listening_and_nobody_answering_are_told_in_a_sentence() throws IOException {
        int closed = RunningNode.freePort();
        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> Inspector.connect(loopback(closed), LIMIT))
                .withMessage("the inspector on 127.0.0.1:" + closed + " does not answer");
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = silent.getLocalPort();
            assertThatExceptionOfType(InspectorException.class)
                    .isThrownBy(() -> Inspector.connect(loopback(port), Duration.ofMillis(200)))
                    .withMessageStartingWith("the inspector on 127.0.0.1:" + port)
                    .withMessageContaining("does not answer");
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** How many jobs of the pool ended; no window has an event of an earlier one. */
    private static long jobs(List<TraceWindow> windows) throws InspectorException {
        long jobs = 0;
        long earlierNanos = 0;
        for (TraceWindow window : windows) {
            List<JsonNode> events = window.events();
            assertThat(window.eventCount()).isEqualTo(events.size());
            for (JsonNode event : events) {
                String phase = event.path("ph").asString("");
                if (!phase.equals("M")) { // the name of a thread has no instant
                    assertThat(event.path("ts").asLong() * 1_000).isGreaterThan(earlierNanos);
                }
                jobs += phase.equals("E") ? 1 : 0;
            }
            earlierNanos = window.toNanos();
        }
        return jobs;
    }
}
