package dev.loopbench.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs of the system that a test needs, and that not every system has. */
final class SystemCommand {

    private SystemCommand() {}

    /** Skips the test, with a sentence, where there is no such program. */
    static void require(String program) {
        assumeTrue(isThere(program), "there is no " + program + " on this system");
    }

    private static boolean isThere(String program) {
        return Stream.of("/usr/bin", "/bin", "/usr/sbin", "/usr/local/bin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    static Launcher.Result run(String... words) throws Exception {
        return run(Path.of("").toAbsolutePath(), words);
    }

    static Launcher.Result run(Path folder, String... words) throws Exception {
        Path err = Files.createTempFile("loopbench", ".err");
        try {
            Process process =
                    new ProcessBuilder(words)
                            .directory(folder.toFile())
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectError(err.toFile())
                            .start();
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Launcher.Result(process.waitFor(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }
}
