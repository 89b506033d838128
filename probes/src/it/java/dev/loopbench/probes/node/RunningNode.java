package dev.loopbench.probes.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A program that runs on Node until the test is over. It says something once it is ready. */
public final class RunningNode implements AutoCloseable {

    /** Answers {@code ok}, and prints its port. */
    public static final String SERVER =
            """
            const server = require('http').createServer((request, response) => response.end('ok'));
            server.listen(0, '127.0.0.1', () => console.log(server.address().port));
            """;

    private final Process process;
    private final String firstLine;
    private final Path errors;

    private RunningNode(Process process, String firstLine, Path errors) {
        this.process = process;
        this.firstLine = firstLine;
        this.errors = errors;
    }

    /**
     * Starts a script and waits for its first line.
     *
     * @param folder for the script and what Node complains of
     * @param name of the script's file
     * @param options of Node
     */
    public static RunningNode start(
            Nodes.Node node, Path folder, String name, String script, String... options)
            throws IOException {
        Path file = Files.writeString(folder.resolve(name), script);
        Path errors = folder.resolve(name + ".errors");
        List<String> command = new ArrayList<>(List.of(node.programOrSkip()));
        command.addAll(List.of(options));
        command.add(file.toString());
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(errors.toFile())
                        .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        return new RunningNode(
                process,
                Objects.requireNonNull(out.readLine(), () -> "it ended: " + command),
                errors);
    }

    /** A port on which nobody listens now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written to its standard error. */
    public String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Of {@link #SERVER}. */
    public int port() {
        return Integer.parseInt(firstLine);
    }

    /** What {@link #SERVER} answers. */
    public String answer() throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + port() + "/");
        try (InputStream body = uri.toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Where the program said its inspector listens: {@code Debugger listening on ws://...}. */
    public InetSocketAddress inspector() throws IOException {
        String url = errors().replaceFirst("(?s).*?(ws://\\S+).*", "$1");
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
    }

    /** Sends a signal by its name. */
    public void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid()).start().waitFor();
    }

    /** Ends it at once; returns when it has ended. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
