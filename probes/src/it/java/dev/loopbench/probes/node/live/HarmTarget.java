package dev.loopbench.probes.node.live;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.node.Nodes;
import dev.loopbench.probes.node.process.NodeProcess;
import dev.loopbench.probes.node.process.OpenInspector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Node that works and knows what is done to it: {@code harm-target.js}. */
final class HarmTarget implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SETTLE = Duration.ofMillis(700);
    private static final JsonMapper JSON = new JsonMapper();

    private final Nodes.Node node;
    private final Process process;
    private final int port;

    private HarmTarget(Nodes.Node node, Process process, int port) {
        this.node = node;
        this.process = process;
        this.port = port;
    }

    static HarmTarget start(Nodes.Node node, String... arguments) throws IOException {
        ProcessBuilder command = command(node, arguments);
        command.command().add(1, "--inspect-port=0");
        return listening(node, command.start());
    }

    /** One that waits for whoever is to look into it from its first line on. */
    static Process held(Nodes.Node node, String... arguments) throws IOException {
        ProcessBuilder command = command(node, arguments);
        LaunchedNode.prepare(command.environment());
        return command.start();
    }

    /** Waits until it serves. */
    static HarmTarget listening(Nodes.Node node, Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = Objects.requireNonNull(out.readLine(), () -> "it ended: " + node);
        return new HarmTarget(node, process, Integer.parseInt(line));
    }

    private static ProcessBuilder command(Nodes.Node node, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(node.programOrSkip());
        command.add(script("harm-target.js").toString());
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD); // it announces the inspector
    }

    private static Path script(String name) throws IOException {
        Path file = Files.createTempFile("harm", ".js");
        file.toFile().deleteOnExit();
        try (InputStream text = HarmTarget.class.getResourceAsStream(name)) {
            Files.write(file, Objects.requireNonNull(text, name).readAllBytes());
        }
        return file;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * What it says of itself.
     *
     * @param longestMillis the longest pause of its loop since it was asked last
     * @param pauses those of 3 ms and more since then
     * @param observed whether somebody looks into it
     * @param inspector whether its inspector is open
     */
    record State(
            double longestMillis,
            List<Pause> pauses,
            long rss,
            long heapUsed,
            long jobs,
            long requests,
            long cpuMicros,
            boolean observed,
            boolean inspector) {}

    /** By the clock that is ours, too; without what the kernel says it waited for a core. */
    record Pause(long fromNanos, long toNanos, double millis) {}

    State state() throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/state");
        try (InputStream body = uri.toURL().openStream()) {
            return JSON.readValue(body.readAllBytes(), State.class);
        }
    }

    /** Clients that ask it for its pages, all of them in turn if none are named. */
    Load load(String... pages) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                node.programOrSkip(),
                                script("harm-load.js").toString(),
                                Integer.toString(port)));
        command.addAll(Arrays.asList(pages));
        return new Load(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Clients at work. */
    static final class Load implements AutoCloseable {

        private final Process process;

        private Load(Process process) {
            this.process = process;
        }

        /** How they were served. */
        Served end() throws IOException {
            process.getOutputStream().close();
            try (InputStream out = process.getInputStream()) {
                JsonNode told = JSON.readTree(out.readAllBytes());
                return new Served(
                        told.path("requests").asLong(),
                        told.path("failed").asLong(),
                        told.path("longestMillis").asDouble());
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    record Served(long requests, long failed, double longestMillis) {}

    /** CPU time of the target for each request while clients ask for some time. */
    double microsPerRequest(NanoClock clock, Duration duration, String... pages)
            throws IOException {
        Load load = load(pages);
        try {
            clock.sleep(SETTLE.toNanos()); // until all of them have started
            State before = state();
            clock.sleep(duration.toNanos());
            State after = state();
            return (double) (after.cpuMicros - before.cpuMicros)
                    / (after.requests - before.requests);
        } finally {
            load.close();
        }
    }

    /**
     * Looks into it as {@code loopbench attach} does.
     *
     * @param begun run once the looking has begun
     */
    Sighting look(NanoClock clock, Duration duration, Runnable begun) throws Exception {
        NodeProcess own = NodeProcess.of(pid());
        ObservationPlan plan =
                new ObservationPlan(
                        duration.toNanos(), true, false, true, ObservationPlan.SENTINEL_MILLIS);
        try (OpenInspector inspector = own.openInspector(LIMIT, clock);
                NodeObservation observation =
                        new NodeObservation(
                                inspector.session(),
                                own,
                                plan,
                                NodeObservation.Door.OPENED,
                                clock)) {
            observation.begin();
            begun.run();
            return observation.await(new CompletableFuture<>());
        }
    }

    /** Ends it at once; returns when it has ended. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
