package dev.loopbench.probes.node.script;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Node process that runs {@code watched.js}: it does known work when told to, on a pool of four
 * threads, and evaluates what it is asked.
 */
final class WatchedProgram implements Evaluator, AutoCloseable {

    private final JsonMapper json = JsonMapper.shared();
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader replies;

    /**
     * @param arguments of Node itself
     */
    WatchedProgram(Path node, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(node.toString()));
        command.addAll(List.of(arguments));
        command.add(resource("watched.js").toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("UV_THREADPOOL_SIZE", "4");
        builder.environment().remove("NODE_OPTIONS");
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        process = builder.start();
        requests = process.outputWriter(StandardCharsets.UTF_8);
        replies = process.inputReader(StandardCharsets.UTF_8);
    }

    static Path resource(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(WatchedProgram.class.getResource(name), name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String evaluate(Expression expression) throws IOException {
        return ask(Map.of("evaluate", expression.text(), "await", expression.promises()))
                .stringValue();
    }

    /** Does the work of that name and waits for its end. */
    JsonNode run(String work) throws IOException {
        return ask(Map.of("run", work));
    }

    JsonNode run(String work, Object with) throws IOException {
        return ask(Map.of("run", work, "with", with));
    }

    private JsonNode ask(Map<String, ?> request) throws IOException {
        requests.write(json.writeValueAsString(request));
        requests.newLine();
        requests.flush();
        @Nullable String reply = replies.readLine();
        if (reply == null) {
            throw new IOException("The program has ended.");
        }
        JsonNode said = json.readTree(reply);
        if (said.has("error")) {
            throw new IOException(said.get("error").stringValue());
        }
        return said.required("value");
    }

    long pid() {
        return process.pid();
    }

    /** Nothing more is asked: the program has nothing left to do. */
    int exitCode() throws IOException, InterruptedException {
        requests.close();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
