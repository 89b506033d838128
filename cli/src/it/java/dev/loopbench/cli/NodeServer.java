package dev.loopbench.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A server on Node that runs until the test is over, and tells what is inside of it. */
final class NodeServer implements AutoCloseable {

    /** What it says of itself when it is as it was. */
    static final String UNTOUCHED = "{\"observed\":false,\"inspector\":null}";

    private static final String VARIABLE = "LOOPBENCH_NODES";
    private static final String PACKAGED = "node_modules/node/bin/node";

    private static final String SCRIPT =
            """
            const { pbkdf2 } = require('crypto');
            const inspector = require('inspector');
            const inside = () => JSON.stringify({
              observed: globalThis[Symbol.for('dev.loopbench.observer')] !== undefined,
              inspector: inspector.url() ?? null,
            });
            const server = require('http').createServer((request, response) => {
              if (request.url === '/inside') response.end(inside());
              else pbkdf2('secret', 'salt', 1000, 32, 'sha256', () => response.end('ok'));
            });
            server.listen(0, '127.0.0.1', () => console.log(server.address().port));
            """;

    private final Process process;
    private final int port;

    private NodeServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * The Nodes of this machine: each that a folder below the one that LOOPBENCH_NODES names has
     * installed as a package, else the one on the PATH; empty if there is none.
     */
    static List<Path> nodes() throws IOException {
        String folder = System.getenv(VARIABLE);
        if (folder != null) {
            try (Stream<Path> versions = Files.list(Path.of(folder))) {
                return versions.sorted()
                        .map(version -> version.resolve(PACKAGED))
                        .filter(Files::isExecutable)
                        .toList();
            }
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(path -> Path.of(path, "node"))
                .filter(Files::isExecutable)
                .limit(1)
                .toList();
    }

    /** One of them; skips the test if there is none. */
    static Path node() throws IOException {
        List<Path> nodes = nodes();
        Assumptions.assumeFalse(
                nodes.isEmpty(), "no Node on the PATH, and none in a folder of " + VARIABLE);
        return nodes.get(nodes.size() - 1);
    }

    /**
     * Its inspector would open on a port of its own, so that tests can run beside each other.
     *
     * @param folder for its script
     */
    static NodeServer start(Path node, Path folder) throws IOException {
        return start(node, folder, "--inspect-port=" + freePort());
    }

    /** The same with an option of Node's. */
    static NodeServer start(Path node, Path folder, String option) throws IOException {
        Path script = Files.writeString(folder.resolve("server.js"), SCRIPT);
        Process process =
                new ProcessBuilder(node.toString(), option, script.toString())
                        .redirectError(folder.resolve("server.errors").toFile())
                        .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String port = Objects.requireNonNull(out.readLine(), "the server has not started");
        return new NodeServer(process, Integer.parseInt(port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it is looked into. */
    String inside() throws IOException {
        return get("/inside");
    }

    /** Its usual answer, for which it uses the pool. */
    String answer() throws IOException {
        return get("/");
    }

    /** Asks again and again, which keeps it busy as any client does. */
    void awaitInside(String part) throws IOException {
        while (!inside().contains(part)) {
            Thread.onSpinWait();
        }
    }

    private String get(String path) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        try (InputStream body = uri.toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    void signal(String name) throws Exception {
        signal(name, pid());
    }

    static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start().waitFor();
    }

    /** Ends it at once. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
