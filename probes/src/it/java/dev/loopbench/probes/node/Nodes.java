package dev.loopbench.probes.node;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The Nodes of this machine. Those below the folder that the system property {@code
 * loopbench.nodes} or the environment variable {@code LOOPBENCH_NODES} names, each version in a
 * folder of its own, as the npm package {@code node} lays it out or as an archive of Node does;
 * else the one on the PATH.
 */
public final class Nodes {

    private static final String PROPERTY = "loopbench.nodes";
    private static final String VARIABLE = "LOOPBENCH_NODES";

    private static final List<String> PROGRAMS =
            List.of("node_modules/node/bin/node", "bin/node", "node");

    private Nodes() {}

    /**
     * A Node, or the want of one.
     *
     * @param name of its folder, or {@code PATH}
     * @param program null if there is none
     */
    public record Node(String name, @Nullable Path program) {

        /** Skips the test that asks if there is none. */
        public String programOrSkip() {
            Assumptions.assumeTrue(
                    program != null,
                    "no Node on the PATH, and none in a folder that " + VARIABLE + " names");
            return String.valueOf(program);
        }

        @Override
        public String toString() {
            return "Node " + name;
        }
    }

    /** All of them; never empty, so that a test says why it is skipped. */
    public static Stream<Node> all() {
        String folder = System.getProperty(PROPERTY, System.getenv(VARIABLE));
        List<Node> nodes = folder == null ? List.of() : below(Path.of(folder));
        return nodes.isEmpty() ? Stream.of(onPath()) : nodes.stream();
    }

    /** One of them. */
    public static Node any() {
        return all().findFirst().orElseThrow();
    }

    private static List<Node> below(Path folder) {
        try (Stream<Path> versions = Files.list(folder)) {
            return versions.sorted()
                    .flatMap(
                            version ->
                                    PROGRAMS.stream()
                                            .map(version::resolve)
                                            .filter(Files::isExecutable)
                                            .limit(1)
                                            .map(
                                                    program ->
                                                            new Node(
                                                                    version.getFileName()
                                                                            .toString(),
                                                                    program)))
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static Node onPath() {
        Optional<Path> program =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, "node"))
                        .filter(Files::isExecutable)
                        .findFirst();
        return new Node("on the PATH", program.orElse(null));
    }
}
