package dev.loopbench.probes.node.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.inspector.Inspector;
import dev.loopbench.probes.node.Nodes;
import dev.loopbench.probes.node.live.NodeObservation.Door;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Tool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs on a real Node, looked into from their first line to their end. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "a process is looked into through /proc")
@Execution(ExecutionMode.CONCURRENT) // processes; order and counts, never times
final class NodeObservationIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final String FIVE_JOBS =
            """
            const crypto = require('crypto');
            for (let i = 0; i < 5; i++) crypto.pbkdf2('a', 'b', 20000, 64, 'sha512', () => {});
            """;

    private final NanoClock clock = new SystemNanoClock();

    @TempDir Path folder;

    static Stream<Nodes.Node> nodes() {
        return Nodes.all();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void of_five_jobs_on_four_threads_the_fifth_waits_for_one_that_ends(Nodes.Node node)
            throws Exception {
        Report report = run(node, FIVE_JOBS, Map.of(), 0);

        assertThat(report.operations()).extracting(Operation::kind).containsExactly("pbkdf2");
        assertThat(report.operations().get(0).count()).isEqualTo(5);
        assertThat(report.pool().threads()).isEqualTo(4);
        List<Job> jobs = bySubmission(report);
        assertThat(jobs).hasSize(5);
        Job fifth = jobs.get(4);
        Job firstEnded =
                jobs.subList(0, 4).stream()
                        .min(Comparator.comparingLong(NodeObservationIT::finished))
                        .orElseThrow();
        assertThat(Objects.requireNonNull(fifth.startedNanos()))
                .isGreaterThanOrEqualTo(finished(firstEnded));
        // A thread that is slow to start may leave its job to one that was quick to end.
        assertThat(jobs)
                .filteredOn(job -> job.worker() == fifth.worker() && !job.equals(fifth))
                .allMatch(job -> finished(job) <= Objects.requireNonNull(fifth.startedNanos()));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void a_pool_of_two_threads_is_seen_as_one(Nodes.Node node) throws Exception {
        Report report = run(node, FIVE_JOBS, Map.of("UV_THREADPOOL_SIZE", "2"), 0);

        assertThat(report.pool().threads()).isEqualTo(2);
        assertThat(report.pool().workers()).hasSize(2);
        assertThat(report.operations().get(0).count()).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void a_function_that_holds_the_loop_is_named_with_its_file_and_line(Nodes.Node node)
            throws Exception {
        Report report =
                run(
                        node,
                        """
                        function slow() {
                          const end = Date.now() + 300; let x = 0;
                          while (Date.now() < end) x += Math.sqrt(x + 1);
                        }
                        setTimeout(slow, 50);
                        setTimeout(() => {}, 400);
                        """,
                        Map.of(),
                        0);

        assertThat(longest(report).label()).matches("slow app\\.js:[123]");
        assertThat(longest(report).durationNanos()).isGreaterThan(250_000_000);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void a_function_of_a_compiled_program_is_named_where_it_was_written(Nodes.Node node)
            throws Exception {
        String map =
                """
                {"version":3,"sources":["../src/app.ts"],"names":["holdUp"],
                 "mappings":"AAyCA,SAASA"}
                """;
        Report report =
                run(
                        node,
                        """
                        function f() { const end = Date.now() + 300; while (Date.now() < end); }
                        setTimeout(f, 50);
                        setTimeout(() => {}, 400);
                        //# sourceMappingURL=data:application/json;base64,%s
                        """
                                .formatted(
                                        Base64.getEncoder()
                                                .encodeToString(
                                                        map.getBytes(StandardCharsets.UTF_8))),
                        Map.of(),
                        0);

        assertThat(longest(report).label()).isEqualTo("holdUp app.ts:42");
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void what_holds_the_loop_up_to_its_end_is_seen(Nodes.Node node) throws Exception {
        Report report =
                run(
                        node,
                        """
                        function last() { for (const end = Date.now() + 300; Date.now() < end;); }
                        setTimeout(last, 50);
                        """,
                        Map.of(),
                        0);

        assertThat(report.loop().held().stalls())
                .extracting(Loop.Stall::label)
                .contains("last app.js:1");
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void what_is_known_of_what_looking_took_is_some_of_what_the_process_used(Nodes.Node node)
            throws Exception {
        Report report =
                run(
                        node,
                        "setInterval(() => {}, 1); setTimeout(() => process.exit(0), 1500);",
                        Map.of(),
                        0);

        Long used = report.host().cpu().cpuNanos();
        assertThat(Objects.requireNonNull(report.probes().looking()).cpuAtLeastNanos())
                .isPositive()
                .isLessThan(Objects.requireNonNull(used));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void the_exit_code_is_the_programs_and_it_finds_no_trace_of_us(Nodes.Node node)
            throws Exception {
        Report report =
                run(
                        node,
                        """
                        const found = process.env.NODE_OPTIONS !== undefined
                            || globalThis.__loopbench_farewell !== undefined
                            || Object.keys(globalThis).some((key) => key.includes('loopbench'));
                        setTimeout(() => process.exit(found ? 1 : 7), 50);
                        """,
                        Map.of(),
                        7);

        assertThat(report.run().complete()).isTrue();
    }

    private static Loop.Stall longest(Report report) {
        return report.loop().held().stalls().stream()
                .max(Comparator.comparingLong(Loop.Stall::durationNanos))
                .orElseThrow();
    }

    private static long finished(Job job) {
        return Objects.requireNonNull(job.finishedNanos());
    }

    private static List<Job> bySubmission(Report report) {
        return report.jobs().stream()
                .sorted(Comparator.comparingLong(Job::submittedNanos))
                .toList();
    }

    private Report run(
            Nodes.Node node, String program, Map<String, String> environment, int exitCode)
            throws Exception {
        Path script = Files.writeString(folder.resolve("app.js"), program);
        ProcessBuilder builder =
                new ProcessBuilder(node.programOrSkip(), script.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("NODE_OPTIONS");
        builder.environment().putAll(environment);
        LaunchedNode.prepare(builder.environment());
        Process process = builder.start();
        try {
            Sighting sighting;
            try (LaunchedNode launched =
                    LaunchedNode.await(process, null, LIMIT, clock).orElseThrow()) {
                sighting = observed(launched);
            }
            assertThat(sighting.ending()).isEqualTo(Sighting.Ending.PROGRAM);
            assertThat(process.waitFor()).isEqualTo(exitCode);
            return LiveReport.of(
                    sighting,
                    List.of("node", "app.js"),
                    new Tool("loopbench", "test", "none"),
                    Wording.BARE);
        } finally {
            process.destroyForcibly();
        }
    }

    private Sighting observed(LaunchedNode launched) throws Exception {
        Inspector inspector = launched.inspector();
        ObservationPlan plan =
                new ObservationPlan(0, true, false, true, ObservationPlan.SENTINEL_MILLIS);
        try (NodeObservation observation =
                new NodeObservation(inspector, launched.process(), plan, Door.LAUNCHED, clock)) {
            observation.begin();
            CompletableFuture<Void> atEnd = launched.atEnd();
            launched.go();
            return observation.await(atEnd);
        }
    }
}
