package dev.loopbench.probes.node.bench;

import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.inspector.InspectorThreads;
import dev.loopbench.probes.node.live.LaunchedNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process that runs workloads on Node's loop, and the conversation with it. Thread-safe.
 *
 * <p>It ends with its standard input, so at the latest with this process.
 */
final class Harness implements AutoCloseable {

    private static final String MAIN = "harness.cjs";

    private static final List<String> FILES = List.of(MAIN, "works.cjs", "holds.cjs");

    private static final String POOL_SIZE = "UV_THREADPOOL_SIZE";

    private static final int COMPLAINT_LENGTH_MAX = 500;

    private static final long END_SECONDS_MAX = 10;

    private final Process process;
    private final OutputStream in;
    private final StringBuilder complaint = new StringBuilder();
    private final Thread errors;
    private final CompletableFuture<JsonNode> ready = new CompletableFuture<>();
    private final CompletableFuture<Long> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> traced = new CompletableFuture<>();
    private final CompletableFuture<JsonNode> done = new CompletableFuture<>();

    /** Ended without what was expected of it. */
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Harness(Process process) {
        this.process = process;
        this.in = process.getOutputStream();
        this.errors = new InspectorThreads("harness-errors").newThread(this::keepErrors);
        errors.start();
        new InspectorThreads("harness-answers").newThread(this::listen).start();
    }

    /** Puts the script into a folder, in which its plan has to be. */
    static void install(Path folder) throws WorkloadException {
        for (String name : FILES) {
            try (InputStream from =
                    Objects.requireNonNull(Harness.class.getResourceAsStream(name), name)) {
                Files.copy(from, folder.resolve(name));
            } catch (IOException full) {
                throw new WorkloadException(
                        "cannot write a temporary file: " + String.valueOf(full.getMessage()));
            }
        }
    }

    /**
     * Starts it in an environment in which Node waits for whoever looks into it.
     *
     * @param node the program
     */
    static Harness start(String node, Path folder, HarnessPlan plan, int threads)
            throws WorkloadException {
        try {
            Files.writeString(folder.resolve("plan.json"), plan.json());
            ProcessBuilder builder = new ProcessBuilder(node, folder.resolve(MAIN).toString());
            Map<String, String> environment = builder.environment();
            environment.put(POOL_SIZE, String.valueOf(threads));
            LaunchedNode.prepare(environment);
            return new Harness(builder.start());
        } catch (IOException refused) {
            throw new WorkloadException(
                    "%s cannot be started: %s", node, String.valueOf(refused.getMessage()));
        }
    }

    private void listen() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                hear(JsonMapper.shared().readTree(line));
            }
        } catch (IOException | JacksonException | UncheckedIOException broken) {
            // As good as its end.
        }
        ended.complete(null);
    }

    private void hear(JsonNode message) {
        if (message.has("ready")) {
            ready.complete(message.path("ready"));
        } else if (message.has("begun")) {
            begun.complete(message.path("begun").asLong());
        } else if (message.has("traced")) {
            traced.complete(null);
        } else if (message.has("done")) {
            done.complete(message.path("done"));
        } else {
            ready.complete(message); // what kept it from being so
        }
    }

    private void keepErrors() {
        try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                keep(line);
            }
        } catch (IOException gone) {
            // What has come by then is what there is.
        }
    }

    private void keep(String line) {
        synchronized (complaint) {
            boolean own = LaunchedNode.NOTICES.contains(line) || line.isBlank();
            if (!own && complaint.length() < COMPLAINT_LENGTH_MAX) {
                complaint.append(complaint.length() == 0 ? "" : " ").append(line.strip());
            }
        }
    }

    Process process() {
        return process;
    }

    /**
     * Waits until it is warm.
     *
     * @return what it then tells
     */
    JsonNode awaitReady() throws WorkloadException, WrongResultException {
        CompletableFuture.anyOf(ready, ended).join();
        if (!ready.isDone()) {
            throw gone("it was ready");
        }
        JsonNode told = ready.join();
        if (told.has("wrong")) {
            throw new WrongResultException(told.path("wrong").asString());
        }
        if (told.has("refused")) {
            throw new WorkloadException(told.path("refused").asString());
        }
        if (told.has("failed")) {
            throw new WorkloadException(
                    "Node cannot run it: %s",
                    told.path("failed").asString().lines().findFirst().orElse(""));
        }
        return told;
    }

    /** The measured time is to begin. Returns when it does, or will. */
    long go() throws WorkloadException {
        write("go\n");
        CompletableFuture.anyOf(begun, ended).join();
        if (!begun.isDone()) {
            throw gone("the measured time began");
        }
        return begun.join();
    }

    /** An operation of an open load is due. */
    void wake() {
        write(".");
    }

    /** The measured time is to end now. */
    void interrupt() {
        write("!");
    }

    /** Completed when it has put as many jobs into the pool as may be traced. */
    CompletableFuture<Void> traced() {
        return traced;
    }

    /** Completed when all has ended, or the process has. */
    CompletableFuture<Void> over() {
        return CompletableFuture.anyOf(done, ended).thenAccept(any -> {});
    }

    /** What the measured time came to. */
    JsonNode result() throws WorkloadException {
        if (!done.isDone()) {
            throw gone("the run was over");
        }
        return done.join();
    }

    private WorkloadException gone(String before) {
        close();
        synchronized (complaint) {
            return new WorkloadException(
                    "Node ended before %s, with exit code %s%s",
                    before,
                    process.isAlive() ? "none" : String.valueOf(process.exitValue()),
                    complaint.length() == 0 ? "" : ": " + complaint);
        }
    }

    private void write(String text) {
        try {
            synchronized (in) {
                in.write(text.getBytes(StandardCharsets.US_ASCII));
                in.flush();
            }
        } catch (IOException gone) {
            // Its end is noticed where it is waited for.
        }
    }

    /** Ends it, if it has not ended. */
    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException gone) {
            // It has ended.
        }
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            errors.join(TimeUnit.SECONDS.toMillis(END_SECONDS_MAX));
        } catch (InterruptedException asked) {
            process.destroyForcibly();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** For a message of whoever waits for something else of it. */
    @Nullable String complaint() {
        synchronized (complaint) {
            return complaint.length() == 0 ? null : complaint.toString();
        }
    }
}
