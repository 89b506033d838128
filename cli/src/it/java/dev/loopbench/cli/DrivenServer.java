package dev.loopbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A server on Node that a test has started and driven, at an address that nobody else has: of
 * loopback's many, and a port that no system gives away by itself.
 *
 * @param host a loopback address
 */
record DrivenServer(Path script, String host, int port) {

    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 29_999;

    /** How a script listens where it is to. */
    static final String LISTENS = "server.listen(Number(process.argv[3]), process.argv[2]);";

    /**
     * @param text of its script, which finds host and port among its arguments
     */
    static DrivenServer of(Path folder, String name, String text) throws IOException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new DrivenServer(
                Files.writeString(folder.resolve(name), text),
                "127.%d.%d.%d"
                        .formatted(
                                random.nextInt(1, 255),
                                random.nextInt(1, 255),
                                random.nextInt(1, 255)),
                random.nextInt(FIRST_PORT, LAST_PORT));
    }

    String url(String path) {
        return "http://" + host + ":" + port + path;
    }

    /** Behind the options of {@code node}. */
    String[] words() {
        return new String[] {script.toString(), host, Integer.toString(port)};
    }

    /** The same with another script. */
    DrivenServer with(Path other) {
        return new DrivenServer(other, host, port);
    }
}
