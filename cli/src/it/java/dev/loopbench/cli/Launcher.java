package dev.loopbench.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Starts the launcher as users do, with an environment of the test's making. */
final class Launcher {

    static final Path SCRIPT = Path.of("..", "loopbench").toAbsolutePath().normalize();

    /** Util-linux's, which not every machine has. */
    static final Path TERMINALS = Path.of("/usr/bin/script");

    /**
     * Where loopbench may be started from: this clone, and the archive, unpacked anew, where the
     * build has made one. A source of arguments for tests.
     */
    static Stream<Named<Path>> installations() {
        Stream.Builder<Named<Path>> installations = Stream.builder();
        installations.add(Named.of("a clone", SCRIPT));
        if (Dist.isBuilt()) {
            installations.add(Named.of("the archive", archive()));
        }
        return installations.build();
    }

    /** The launcher of the archive that the build has made. */
    static Path archive() {
        return Unpacked.LAUNCHER;
    }

    /** The program that a launcher starts. */
    static Path jar(Path launcher) {
        return launcher.equals(SCRIPT)
                ? launcher.resolveSibling("cli/target/loopbench.jar")
                : launcher.resolve("../../lib/loopbench/loopbench.jar").normalize();
    }

    /** Once for all tests. */
    private static final class Unpacked {

        static final Path LAUNCHER = unpack();

        private static Path unpack() {
            try {
                Path place = Dist.FOLDER.resolveSibling("dist-unpacked");
                SystemCommand.run("rm", "-rf", place.toString()); // of an earlier build
                return Dist.unpack(Dist.ARCHIVE, place);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What the process came to. */
    record Result(int code, String out, String err) {}

    private final Path script;
    private final Map<String, String> environment = new HashMap<>();
    private Path folder = Path.of("").toAbsolutePath();

    private Launcher(Path script) {
        this.script = script;
        // No java and no mvn: a test that wants one says so.
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("HOME", "/nonexistent");
        environment.put("LOOPBENCH_JAVA", System.getProperty("java.home"));
        // What these tests see does not depend on how fast compiled code gets; starts are cheaper.
        environment.put("LOOPBENCH_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    }

    static Launcher at(Path script) {
        return new Launcher(script);
    }

    Launcher with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Launcher in(Path workingFolder) {
        this.folder = workingFolder;
        return this;
    }

    /**
     * One that listens to SIGINT, even if this build is a job in the background, which does not.
     */
    Process start(String... arguments) throws Exception {
        return listening(builder(arguments)).start();
    }

    /** The same, where nobody reads what it says but a file, and its result is thrown away. */
    Process startInto(Path errors, String... arguments) throws Exception {
        return listening(builder(arguments))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();
    }

    /**
     * The same on a terminal of its own: what is written to its standard input is typed there, and
     * what the terminal is sent is its standard output.
     */
    Process startOnTerminal(String... arguments) throws Exception {
        ProcessBuilder builder = builder(arguments);
        String line =
                builder.command().stream()
                        .map(word -> "'" + word + "'")
                        .collect(Collectors.joining(" "));
        // A shell between would hear Ctrl-C as well, and end with it.
        builder.command(TERMINALS.toString(), "-qec", "exec " + line, "/dev/null")
                .redirectErrorStream(true);
        builder.environment().put("SHELL", "/bin/sh");
        builder.environment().put("TERM", "xterm");
        return listening(builder).start();
    }

    private static ProcessBuilder listening(ProcessBuilder builder) throws Exception {
        return new ProcessBuilder(listening(List.of("true"))).start().waitFor() == 0
                ? builder.command(listening(builder.command()))
                : builder;
    }

    /** With GNU's env; others refuse the option. */
    private static List<String> listening(List<String> command) {
        List<String> words = new ArrayList<>(List.of("/usr/bin/env", "--default-signal=INT"));
        words.addAll(command);
        return words;
    }

    Result run(String... arguments) throws Exception {
        Path out = Files.createTempFile("loopbench", ".out");
        Path err = Files.createTempFile("loopbench", ".err");
        try {
            Process process =
                    builder(arguments)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            int code = process.waitFor();
            return new Result(code, Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** A folder that looks like a JDK of that version and, asked to start, says so and fails. */
    static Path fakeJdk(Path folder, String version, boolean compiler) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        executable(bin.resolve("java"), "echo fake java >&2; exit 99");
        if (compiler) {
            executable(bin.resolve("javac"), "exit 99");
        }
        return folder;
    }

    static void executable(Path file, String commands) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n", StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }
}
