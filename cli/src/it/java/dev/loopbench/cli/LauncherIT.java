package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with the JDK that runs the tests, and with JDKs that will not do. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class LauncherIT {

    @Test
    void version_is_one_line_on_standard_output(@TempDir Path elsewhere) throws Exception {
        Launcher.Result result = Launcher.at(Launcher.SCRIPT).in(elsewhere).run("--version");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).matches("loopbench \\S+ \\(\\S+\\)\\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void a_link_to_the_launcher_starts_it(@TempDir Path folder) throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("lb"), Launcher.SCRIPT);
        Path linkToLink = Files.createSymbolicLink(folder.resolve("lb 2"), Path.of("lb"));
        assertThat(Launcher.at(link).run("--version").code()).isZero();
        assertThat(Launcher.at(linkToLink).run("--version").code()).isZero();
        Files.delete(link); // JUnit warns of links that lead out of its folder
    }

    @Test
    void a_java_binary_will_do() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Launcher.Result result =
                Launcher.at(Launcher.SCRIPT).with("LOOPBENCH_JAVA", java.toString()).run("-V");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void options_for_the_jvm_reach_it() throws Exception {
        Launcher.Result result =
                Launcher.at(Launcher.SCRIPT)
                        .with("LOOPBENCH_JAVA_OPTS", "-XX:+UseParallelGC -Xmx1k")
                        .run("--version");
        assertThat(result.err() + result.out()).contains("Too small maximum heap");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void a_jdk_too_old_is_named(@TempDir Path folder) throws Exception {
        Path old = Launcher.fakeJdk(folder.resolve("jdk 11"), "11.0.22", true);
        refuses(
                Launcher.at(Launcher.SCRIPT).with("LOOPBENCH_JAVA", old.toString()),
                "loopbench: Java 17 or newer is needed, but only Java 11.0.22 ("
                        + old
                        + ") was found; LOOPBENCH_JAVA can name one.\n");
    }

    @Test
    void java_8_is_recognised_by_its_old_way_of_counting(@TempDir Path folder) throws Exception {
        Path old = Launcher.fakeJdk(folder, "1.8.0_412", true);
        Launcher.Result result =
                Launcher.at(Launcher.SCRIPT).with("LOOPBENCH_JAVA", old.toString()).run("-V");
        assertThat(result.err()).contains("only Java 1.8.0_412");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void what_is_no_jdk_is_named() throws Exception {
        refuses(
                Launcher.at(Launcher.SCRIPT).with("LOOPBENCH_JAVA", "/nowhere"),
                "loopbench: LOOPBENCH_JAVA=/nowhere is neither a java binary nor a JDK folder.\n");
    }

    @Test
    void java_home_too_old_gives_way_to_a_newer_java_on_the_path(@TempDir Path folder)
            throws Exception {
        Path old = Launcher.fakeJdk(folder.resolve("11"), "11.0.22", true);
        String home = System.getProperty("java.home");
        Launcher.Result result =
                Launcher.at(Launcher.SCRIPT)
                        .with("LOOPBENCH_JAVA", "")
                        .with("JAVA_HOME", old.toString())
                        .with("PATH", home + "/bin:/usr/bin:/bin")
                        .run("--version");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void a_build_without_a_compiler_is_refused(@TempDir Path folder) throws Exception {
        Path jre = Launcher.fakeJdk(folder.resolve("jre"), "21.0.2", false);
        refuses(
                Launcher.at(unbuilt(folder)).with("LOOPBENCH_JAVA", jre.toString()),
                "loopbench: a build is needed, but "
                        + jre
                        + " has no compiler; install a JDK of Java 17 or newer.\n");
    }

    @Test
    void a_build_without_maven_is_refused(@TempDir Path folder) throws Exception {
        refuses(
                Launcher.at(unbuilt(folder)).with("PATH", tools(folder)),
                "loopbench: a build is needed, but Maven (mvn) was not found; install it, 3.8 or"
                        + " newer.\n");
    }

    @Test
    void a_failed_build_shows_the_end_of_its_log(@TempDir Path folder) throws Exception {
        String tools = tools(folder);
        Launcher.executable(Path.of(tools, "mvn"), "echo it does not compile; exit 1");
        Path script = unbuilt(folder);
        Launcher.Result result = Launcher.at(script).with("PATH", tools).run("--version");
        assertThat(result.err())
                .contains("loopbench: building (first run or sources changed) ...\n")
                .contains("it does not compile\n")
                .contains("loopbench: the build failed;");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
        assertThat(script.resolveSibling("cli/target/loopbench.lock")).doesNotExist();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "makes a terminal as util-linux does")
    void a_first_build_tells_on_a_terminal_how_far_maven_is_and_leaves_no_trace_of_it(
            @TempDir Path folder) throws Exception {
        assumeThat(Launcher.TERMINALS).exists();
        String tools = tools(folder);
        Launcher.executable(
                Path.of(tools, "mvn"),
                "echo '[INFO] Building loopbench-loopcore 1.0 [2/5]';"
                        + "echo '[INFO] Downloading from central: https://host/a/b.jar'; exit 1");
        Process build =
                Launcher.at(unbuilt(folder)).with("PATH", tools).startOnTerminal("--version");
        String sent = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(sent)
                .contains(
                        "\r\u001b[Kloopbench: building, module 2 of 5"
                                + "\r\u001b[Kloopbench: building, module 2 of 5: downloading b.jar"
                                + "\r\u001b[Kloopbench: the build failed;")
                .doesNotContain("[INFO]");
    }

    @Test
    void two_first_runs_at_once_build_once(@TempDir Path folder) throws Exception {
        String tools = tools(folder);
        Path script = unbuilt(folder);
        Launcher.executable(
                Path.of(tools, "mvn"),
                "echo built >>builds; until [ -e go ]; do :; done; : >cli/target/loopbench.jar");
        Path waiting = folder.resolve("waiting");
        Launcher.executable(Path.of(tools, "sleep"), ": >'" + waiting + "'");
        Process first = Launcher.at(script).with("PATH", tools).start("--version");
        Path builds = script.resolveSibling("builds");
        awaitFile(builds, first);
        Process second = Launcher.at(script).with("PATH", tools).start("--version");
        awaitFile(waiting, second);
        Files.createFile(script.resolveSibling("go"));
        first.waitFor();
        second.waitFor();
        assertThat(builds).hasContent("built");
    }

    @Test
    void a_lock_left_by_a_dead_build_does_not_hold_up_the_next(@TempDir Path folder)
            throws Exception {
        String tools = tools(folder);
        Path script = unbuilt(folder);
        Launcher.executable(Path.of(tools, "mvn"), "exit 1");
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path lock = Files.createDirectories(script.resolveSibling("cli/target/loopbench.lock"));
        Files.writeString(lock.resolve("owner"), dead.pid() + "\n");
        Launcher.Result result = Launcher.at(script).with("PATH", tools).run("--version");
        assertThat(result.err()).contains("the build failed");
    }

    @Test
    void a_built_clone_that_may_not_be_written_will_do_and_stays_as_it_is(@TempDir Path folder)
            throws Exception {
        Path script = unbuilt(folder);
        Path root = folder.resolve("a copy");
        Path built = Launcher.SCRIPT.resolveSibling("cli/target");
        Path target = Files.createDirectories(root.resolve("cli/target"));
        for (String part : new String[] {"lib", "loopbench.jar", "loopbench.built"}) {
            String from = built.resolve(part).toString();
            assertThat(SystemCommand.run("cp", "-Rp", from, target.toString()).code()).isZero();
        }
        for (String source : new String[] {"pom.xml", "cli/pom.xml", "cli/src/main"}) {
            Files.setLastModifiedTime(root.resolve(source), FileTime.fromMillis(0));
        }
        ReadOnly.runsAndStaysAsItIs(folder, root, script);
    }

    private static void awaitFile(Path file, Process writer) {
        while (!Files.exists(file)) {
            assertThat(writer.isAlive()).as("there will be a file " + file).isTrue();
            Thread.onSpinWait();
        }
    }

    /** A copy of the launcher in a folder with sources and nothing built. */
    private static Path unbuilt(Path folder) throws Exception {
        Path root = Files.createDirectories(folder.resolve("a copy"));
        Files.createDirectories(root.resolve("cli/src/main"));
        Files.createFile(root.resolve("pom.xml"));
        Files.createFile(root.resolve("cli/pom.xml"));
        return Files.copy(
                Launcher.SCRIPT, root.resolve("loopbench"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** A folder for PATH with what the launcher calls, and neither java nor mvn. */
    private static String tools(Path folder) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool :
                new String[] {
                    "cat", "find", "mkdir", "mv", "readlink", "rm", "sed", "sh", "sleep", "tail"
                }) {
            Path real = Path.of("/usr/bin", tool);
            String path = Files.exists(real) ? real.toString() : "/bin/" + tool;
            Launcher.executable(bin.resolve(tool), "exec " + path + " \"$@\"");
        }
        return bin.toString();
    }

    private static void refuses(Launcher launcher, String sentence) throws Exception {
        Launcher.Result result = launcher.run("--version");
        assertThat(result.err()).isEqualTo(sentence);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }
}
