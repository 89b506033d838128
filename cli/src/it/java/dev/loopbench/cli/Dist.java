package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where a build with {@code -Pdist} has put what is given away. */
final class Dist {

    private static final String PROPERTY = "loopbench.dist";

    static final Path FOLDER = Path.of(System.getProperty(PROPERTY, "none"));

    static final String VERSION = Build.tool().version();

    /** Without a Java of its own. */
    static final String ARCHIVE = "loopbench-" + VERSION + ".tar.gz";

    private Dist() {}

    static boolean isBuilt() {
        return System.getProperty(PROPERTY) != null;
    }

    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    /** The archive with a Java of its own: its name tells the platform. */
    static String image() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("loopbench-[^-]+-[^-]+-[^-]+\\.tar\\.gz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** In a folder whose name has a blank in it; returns the launcher. */
    static Path unpack(String archive, Path folder) throws Exception {
        Path place = Files.createDirectories(folder.resolve("a place").resolve(archive));
        Path launcher = place.resolve("loopbench-" + VERSION + "/bin/loopbench");
        if (!Files.exists(launcher)) {
            Launcher.Result result =
                    SystemCommand.run(
                            "tar", "-xzf", file(archive).toString(), "-C", place.toString());
            assertThat(result.err()).isEmpty();
        }
        return launcher.toRealPath();
    }
}
