package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** An installation that may not be written, and a user whom that stops: root becomes nobody. */
final class ReadOnly {

    private ReadOnly() {}

    /**
     * Starts loopbench through a link and by another user, and sees that it runs and that nothing
     * is written.
     *
     * @param folder of the test, which others may read from now on
     * @param root of the installation, in that folder
     */
    static void runsAndStaysAsItIs(Path folder, Path root, Path launcher) throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("a link"), launcher);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        change("a-w,a+rX", root);
        Set<String> before = tree(root);
        try {
            List<String> words = new ArrayList<>();
            if (isRoot()) {
                SystemCommand.require("setpriv");
                words.addAll(
                        List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
            }
            String java = "LOOPBENCH_JAVA=" + System.getProperty("java.home");
            words.addAll(List.of("env", java, link.toString(), "run", "--simulate", "1"));
            Launcher.Result result = SystemCommand.run(Path.of("/"), words.toArray(String[]::new));
            assertThat(result.err()).isEmpty();
            assertThat(result.out()).startsWith("loopbench run --simulate 1 ");
            assertThat(result.code()).isZero();
            assertThat(tree(root)).isEqualTo(before);
        } finally {
            change("u+w", root);
            Files.delete(link); // JUnit warns of links that lead out of its folder
        }
    }

    /** Whom permissions do not stop. */
    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** All below a folder, with their paths from there. */
    static Set<String> tree(Path root) throws Exception {
        try (Stream<Path> paths = Files.walk(root)) {
            Set<String> names = new TreeSet<>();
            paths.forEach(path -> names.add(root.relativize(path).toString()));
            return names;
        }
    }

    private static void change(String mode, Path root) throws Exception {
        assertThat(SystemCommand.run("chmod", "-R", mode, root.toString()).code()).isZero();
    }
}
