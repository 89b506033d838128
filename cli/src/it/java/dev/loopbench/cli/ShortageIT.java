package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the program where it is short of libraries, open files or memory. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "limits processes as Linux does")
final class ShortageIT {

    @ParameterizedTest
    @MethodSource("dev.loopbench.cli.Launcher#installations")
    void a_jar_without_its_libraries_says_what_is_missing(Path launcher, @TempDir Path folder)
            throws Exception {
        Path jar = Files.copy(Launcher.jar(launcher), folder.resolve("loopbench.jar"));
        Path script = folder.resolve("start");
        Launcher.executable(
                script,
                Path.of(System.getProperty("java.home"), "bin/java") + " -jar " + jar + " run");
        Launcher.Result result = Launcher.at(script).run();

        assertThat(result.err())
                .startsWith("loopbench: loopbench is not complete: the class ")
                .hasLineCount(1);
        assertThat(result.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dev.loopbench.cli.Launcher#installations")
    void too_few_files_that_may_be_open_are_one_sentence(Path launcher, @TempDir Path folder)
            throws Exception {
        for (String command : List.of("run", "run flood", "run fs-read")) {
            Path script = folder.resolve("few");
            Launcher.executable(script, "ulimit -n 20; exec '" + launcher + "' " + command);
            Launcher.Result result = Launcher.at(script).run();

            assertThat(result.err())
                    .as(command)
                    .startsWith("loopbench: ")
                    .contains("ulimit -n")
                    .hasLineCount(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.code()).isBetween(1, 2);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.loopbench.cli.Launcher#installations")
    void a_burst_that_the_heap_has_no_room_for_runs_in_parts(Path launcher, @TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("report.json");
        Launcher.Result result =
                Launcher.at(launcher)
                        .with("LOOPBENCH_JAVA_OPTS", "-Xmx64m")
                        .run(
                                "run",
                                "--jobs=200000",
                                "--iterations=1",
                                "--warmup=0s",
                                "--json=" + file);

        assertThat(result.code()).as(result.err()).isZero();
        Report report;
        try (Reader in = Files.newBufferedReader(file)) {
            report = new JsonReportReader().read(in);
        }
        assertThat(report.operations().get(0).count()).isEqualTo(200_000);
        assertThat(report.pool().depth().depthMax()).isLessThanOrEqualTo(65_536);
        assertThat(
                        Objects.requireNonNull(report.operations().get(0).latency().startDelay())
                                .count())
                .isEqualTo(200_000);
        assertThat(report.warnings()).extracting(Warning::id).contains(Warning.Kind.LOAD_ROOM);
    }
}
