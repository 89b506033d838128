package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a terminal shows of a run. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "makes a terminal as util-linux does")
final class TerminalIT {

    private static final String ERASE = "\r\u001b[K";
    private static final int CTRL_C = 3;

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void requireTerminals() {
        assumeThat(Launcher.TERMINALS).exists();
    }

    @AfterEach
    void end() {
        started.stream()
                .flatMap(
                        process ->
                                Stream.concat(process.descendants(), Stream.of(process.toHandle())))
                .forEach(ProcessHandle::destroyForcibly);
    }

    @ParameterizedTest
    @MethodSource("dev.loopbench.cli.Launcher#installations")
    void of_progress_and_of_the_key_that_ends_it_nothing_is_left(Path launcher) throws Exception {
        Process run =
                Launcher.at(launcher)
                        .startOnTerminal(
                                "run",
                                "--concurrency=1",
                                "--duration=10m",
                                "--iterations=1000",
                                "--warmup=0s");
        started.add(run);
        StringBuilder sent = new StringBuilder();
        try (Reader terminal =
                new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8)) {
            readUntil("measuring ", terminal, sent);
            run.getOutputStream().write(CTRL_C);
            run.getOutputStream().flush();
            readUntil("", terminal, sent);
        }

        assertThat(run.waitFor()).isEqualTo(130);
        assertThat(sent).as("progress").contains(ERASE + "measuring ");
        assertThat(shown(sent.toString()))
                .noneMatch(line -> line.contains("measuring ") || line.contains("^C"))
                .anyMatch(line -> line.contains("pbkdf2"));
    }

    /** The empty text is found at the end. */
    private static void readUntil(String text, Reader in, StringBuilder read) throws IOException {
        for (int c = in.read(); c >= 0; c = in.read()) {
            read.append((char) c);
            if (!text.isEmpty() && read.indexOf(text) >= 0) {
                return;
            }
        }
    }

    /** The lines that can be seen at the end. */
    private static List<String> shown(String sent) {
        return Stream.of(sent.split("\r\n")).map(TerminalIT::left).toList();
    }

    private static String left(String line) {
        int erased = line.lastIndexOf(ERASE);
        return erased < 0 ? line : line.substring(erased + ERASE.length());
    }
}
