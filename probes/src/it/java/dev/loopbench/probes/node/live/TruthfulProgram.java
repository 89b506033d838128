package dev.loopbench.probes.node.live;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.inspector.Inspector;
import dev.loopbench.probes.node.Nodes;
import dev.loopbench.probes.node.live.NodeObservation.Door;
import dev.loopbench.probes.node.process.NodeProcess;
import dev.loopbench.probes.node.process.OpenInspector;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Subject;
import dev.loopbench.probes.result.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;

/**
 * A Node program that uses its pool in all ways, looked into while a library within it stamps the
 * truth.
 *
 * <p>{@code TruthfulProgram SECONDS} attaches to it on each Node, starts it, too, and prints how
 * far the reports are from the truth.
 */
final class TruthfulProgram {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Some 250 jobs a second of crypto and zlib, in bursts too, and 100 of fs between them. */
    private static final String PROGRAM =
            """
            const crypto = require('crypto'), zlib = require('zlib'), fs = require('fs');
            let state = 7;
            const random = (below) => {
              state = (Math.imul(state, 1103515245) + 12345) >>> 0;
              return (state >>> 8) % below;
            };
            const none = () => {};
            const text = Buffer.alloc(120000, 'abc');
            const pbkdf2 = () => crypto.pbkdf2('a', 'b', 100 + random(3000), 32, 'sha256', none);
            const randomBytes = () => crypto.randomBytes(100 + random(100000), none);
            const burst = (job, count) => () => { for (let i = 0; i < count; i++) job(); };
            const WORK = [pbkdf2, burst(pbkdf2, 5), randomBytes, burst(randomBytes, 6),
              () => zlib.deflate(text.subarray(0, 20000 + random(100000)), none),
              () => fs.readFile(__filename, none)];
            const timer = setInterval(() => WORK[random(WORK.length)](), 8);
            setTimeout(() => clearInterval(timer), Number(process.argv[2]));
            console.log('ready');
            """;

    private final Nodes.Node node;
    private final Path folder;
    private final Path library;
    private final Path truth;
    private final NanoClock clock = new SystemNanoClock();

    TruthfulProgram(Nodes.Node node, Path folder) throws IOException, InterruptedException {
        this.node = node;
        this.folder = folder;
        this.library = GroundTruth.library(folder);
        this.truth = folder.resolve("truth");
    }

    /**
     * What was seen, and what was so.
     *
     * @param truths all jobs of the pool, those of {@code fs} and our own too
     */
    record Seen(Subject.Trace trace, int truths, GroundTruth.Deviation deviation) {}

    /** Attaches to it in the middle of its work. */
    Seen attached(Duration duration) throws Exception {
        Process process = start(Map.of(), "--inspect-port=0", LIMIT.toMillis());
        try {
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            Objects.requireNonNull(out.readLine(), () -> "it ended: " + node);
            requireTruth();
            NodeProcess own = NodeProcess.of(process.pid());
            try (OpenInspector inspector = own.openInspector(LIMIT, clock);
                    NodeObservation observation =
                            observation(
                                    inspector.session(), own, duration.toNanos(), Door.OPENED)) {
                observation.begin();
                return seen(observation.await(new CompletableFuture<>()));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts it, and sees it to its end. */
    Seen launched(Duration duration) throws Exception {
        Map<String, String> environment = new HashMap<>();
        LaunchedNode.prepare(environment);
        Process process = start(environment, "--no-deprecation", duration.toMillis());
        try (LaunchedNode launched =
                LaunchedNode.await(process, null, LIMIT, clock).orElseThrow()) {
            requireTruth();
            try (NodeObservation observation =
                    observation(launched.inspector(), launched.process(), 0, Door.LAUNCHED)) {
                observation.begin();
                CompletableFuture<Void> atEnd = launched.atEnd();
                launched.go();
                return seen(observation.await(atEnd));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private NodeObservation observation(
            Inspector inspector, NodeProcess process, long durationNanos, Door door) {
        ObservationPlan plan =
                new ObservationPlan(
                        durationNanos, true, false, true, ObservationPlan.SENTINEL_MILLIS);
        return new NodeObservation(inspector, process, plan, door, clock);
    }

    private Process start(Map<String, String> environment, String option, long millis)
            throws IOException {
        Files.deleteIfExists(truth);
        Path script = Files.writeString(folder.resolve("truthful.js"), PROGRAM);
        ProcessBuilder builder =
                new ProcessBuilder(
                                node.programOrSkip(),
                                option,
                                script.toString(),
                                Long.toString(millis))
                        .redirectError(errors().toFile());
        builder.environment().remove("NODE_OPTIONS");
        builder.environment().putAll(environment);
        builder.environment().put("LD_PRELOAD", library.toString());
        builder.environment().put("POOL_TRUTH", truth.toString());
        return builder.start();
    }

    private Path errors() {
        return folder.resolve("errors");
    }

    /** A Node without symbols, such as a distribution's, is not looked into by the library. */
    private void requireTruth() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(truth),
                () -> "of " + node + " nobody tells the truth: " + complaint());
    }

    private String complaint() {
        try {
            return Files.readString(errors()).strip();
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private Seen seen(Sighting sighting) throws IOException {
        Report report =
                LiveReport.of(
                        sighting,
                        List.of("node", "truthful.js"),
                        new Tool("loopbench", "test", "none"),
                        Wording.BARE);
        GroundTruth truths = GroundTruth.read(truth);
        List<Job> traced =
                report.jobs().stream().filter(job -> job.startedNanos() != null).toList();
        Subject.Trace trace =
                Objects.requireNonNull(
                        Objects.requireNonNull(report.origin().subject()).trace(),
                        () -> "nothing was traced: " + sighting.traced().refused());
        return new Seen(
                trace, truths.jobs(), truths.deviation(traced, sighting.span().fromNanos()));
    }

    public static void main(String[] arguments) throws Exception {
        Duration duration = Duration.ofSeconds(Long.parseLong(arguments[0]));
        System.out.println(
                "| Node | | jobs | wrongly paired | ambiguous | unpaired | wait | service | return |");
        for (Nodes.Node node : Nodes.all().toList()) {
            Path folder = Files.createTempDirectory("truth");
            TruthfulProgram program = new TruthfulProgram(node, folder);
            print(node, "attached", program.attached(duration));
            print(node, "launched", program.launched(duration));
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static void print(Nodes.Node node, String how, Seen seen) {
        GroundTruth.Deviation deviation = seen.deviation;
        System.out.printf(
                "| %s | %s | %d | %d | %d | %d | %s | %s | %s |%n",
                node.name(),
                how,
                deviation.jobs(),
                deviation.mispaired(),
                seen.trace.ambiguousJobs(),
                seen.trace.unpairedJobs(),
                micros(deviation.waiting()),
                micros(deviation.service()),
                micros(deviation.back()));
    }

    private static String micros(GroundTruth.Errors error) {
        return "%.1f / %.0f".formatted(error.medianNanos() / 1e3, error.p99Nanos() / 1e3);
    }
}
