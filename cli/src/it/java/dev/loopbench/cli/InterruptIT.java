package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is asked to end reports what it has. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "sees in /proc that the run has begun")
@Execution(ExecutionMode.CONCURRENT) // most of it is processes that start
final class InterruptIT {

    /** The pool's: the first job is on its way. */
    private static final String WORKER = "loopbench-worke";

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void an_interrupted_run_reports_what_it_has(String signal, int code, @TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("report.json");
        Process process =
                Launcher.at(Launcher.SCRIPT)
                        .start(
                                "run",
                                "--concurrency=1",
                                "--duration=10m",
                                "--iterations=1000",
                                "--warmup=0s",
                                "--json=" + file);
        started.add(process);
        awaitThread(process, WORKER);
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
        assertThat(process.waitFor()).isEqualTo(code);
        try (BufferedReader in = Files.newBufferedReader(file)) {
            assertThat(new JsonReportReader().read(in).run().complete()).isFalse();
        }
        assertThat(folder.toFile().list()).containsExactly("report.json");
    }

    @Test
    void an_interrupt_is_heard_at_a_rate_no_loop_can_offer(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("report.json");
        Process process =
                Launcher.at(Launcher.SCRIPT)
                        .start(
                                "run",
                                "--rate=100000000/s",
                                "--duration=10m",
                                "--warmup=0s",
                                "--json=" + file);
        started.add(process);
        awaitThread(process, WORKER);
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();

        assertThat(process.waitFor()).isEqualTo(130);
        try (BufferedReader in = Files.newBufferedReader(file)) {
            Report report = new JsonReportReader().read(in);
            Operation operation = report.operations().get(0);
            assertThat(report.run().ending()).isEqualTo(Run.Ending.INTERRUPTED);
            assertThat(operation.started())
                    .isEqualTo(report.pool().counts().submitted())
                    .isPositive();
            assertThat(operation.unfinished())
                    .isGreaterThanOrEqualTo(
                            report.pool().atEnd().underWay().stream()
                                    .mapToLong(jobs -> jobs.running() + jobs.queued())
                                    .sum());
        }
    }

    @Test
    void a_warm_up_that_hangs_can_be_interrupted_and_what_hung_is_told(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("report.json");
        Process process =
                Launcher.at(Launcher.SCRIPT)
                        .start(
                                "run",
                                "work",
                                "--time=1000s",
                                "--rate=1/s",
                                "--duration=10m",
                                "--json=" + file);
        started.add(process);
        awaitThread(process, WORKER);
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();

        assertThat(process.waitFor()).isEqualTo(130);
        try (BufferedReader in = Files.newBufferedReader(file)) {
            Report report = new JsonReportReader().read(in);
            assertThat(report.config().warmup().unfinished()).isEqualTo(1);
            assertThat(report.pool().atEnd().underWay())
                    .extracting(Pool.UnderWay::kind, Pool.UnderWay::running)
                    .containsExactly(tuple("work", 1L));
        }
    }

    @Test
    void a_run_whose_jobs_do_not_end_is_over_when_its_drain_is(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("report.json");
        Process process =
                Launcher.at(Launcher.SCRIPT)
                        .start(
                                "run",
                                "work",
                                "--time=1000s",
                                "--jobs=6",
                                "--drain-timeout=1s",
                                "--warmup=0s",
                                "--json=" + file);
        started.add(process);

        assertThat(process.waitFor()).isZero();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            Report report = new JsonReportReader().read(in);
            assertThat(report.run().ending()).isEqualTo(Run.Ending.DRAIN_TIMEOUT);
            assertThat(report.operations().get(0).unfinished()).isEqualTo(6);
            assertThat(report.pool().atEnd().underWay())
                    .containsExactly(
                            new Pool.UnderWay(
                                    "work",
                                    4,
                                    report.pool().atEnd().underWay().get(0).longestRunningNanos(),
                                    2,
                                    report.pool().atEnd().underWay().get(0).longestQueuedNanos()));
        }
    }

    @Test
    void files_that_cannot_be_opened_are_errors_with_that_reason(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("report.json");
        Process process =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "ulimit -n 256; exec \"$0\" run fs-write --jobs 600 --warmup 0s"
                                        + " --json \"$1\"",
                                Launcher.SCRIPT.toString(),
                                file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out").toFile())
                        .start();
        started.add(process);

        assertThat(process.waitFor()).isEqualTo(1);
        try (BufferedReader in = Files.newBufferedReader(file)) {
            Operation operation = new JsonReportReader().read(in).operations().get(0);
            assertThat(operation.count() + operation.errors()).isEqualTo(600);
            assertThat(operation.failures())
                    .extracting(Operation.Failure::reason, Operation.Failure::count)
                    .containsExactly(tuple("too many open files", operation.errors()));
        }
    }

    @Test
    void an_interrupted_flood_reports_what_its_clients_have_and_ends_them(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("report.json");
        Process process =
                Launcher.at(Launcher.SCRIPT)
                        .start("run", "flood", "--duration=10m", "--warmup=0s", "--json=" + file);
        started.add(process);
        awaitThread(process, "loopbench-socke"); // the measured time has begun
        List<ProcessHandle> clients = process.children().toList();
        new ProcessBuilder("kill", "-TERM", String.valueOf(process.pid())).start().waitFor();

        assertThat(process.waitFor()).isEqualTo(143);
        try (BufferedReader in = Files.newBufferedReader(file)) {
            Report report = new JsonReportReader().read(in);
            assertThat(report.run().complete()).isFalse();
            assertThat(report.operations().get(0).kind()).isEqualTo("flood");
        }
        assertThat(clients).isNotEmpty();
        for (ProcessHandle client : clients) {
            client.onExit().get();
        }
    }

    @Test
    void an_interrupted_order_program_ends_and_leaves_its_log(@TempDir Path folder)
            throws Exception {
        Path program =
                Files.writeString(
                        folder.resolve("endless.json"),
                        "{\"main\": [{\"interval\": 1, \"do\": []}]}");
        Path log = folder.resolve("log.json");
        Process process =
                Launcher.at(Launcher.SCRIPT)
                        .start("order", program.toString(), "--timeout=10m", "--json=" + log);
        started.add(process);
        awaitThread(process, WORKER);
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
        assertThat(process.waitFor()).isEqualTo(130);
        assertThat(log).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fs-read", "fs-write", "fs-stat", "fs-walk", "pipe"})
    void an_interrupted_run_takes_its_temporary_files_along(String workload, @TempDir Path folder)
            throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path file = folder.resolve("report.json");
        Process process =
                Launcher.at(Launcher.SCRIPT)
                        .with("LOOPBENCH_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary)
                        .start(
                                "run",
                                workload,
                                "--concurrency=4",
                                "--duration=10m",
                                "--warmup=0s",
                                "--json=" + file);
        started.add(process);
        awaitThread(process, WORKER);
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();

        assertThat(process.waitFor()).isEqualTo(130);
        assertThat(file).isNotEmptyFile();
        assertThat(temporary).isEmptyDirectory();
    }

    /**
     * Returns once the process has such a thread; the kernel cuts names to 15 characters. It looks
     * now and then, so that the process has the cores.
     */
    private static void awaitThread(Process process, String name) throws InterruptedException {
        Path threads = Path.of("/proc", String.valueOf(process.pid()), "task");
        while (names(threads).noneMatch(thread -> thread.startsWith(name))) {
            assertThat(process.waitFor(2, TimeUnit.MILLISECONDS)).as("it has ended").isFalse();
        }
    }

    private static Stream<String> names(Path threads) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(threads)) {
            for (Path thread : folders) {
                names.add(Files.readString(thread.resolve("comm")));
            }
        } catch (IOException ended) {
            // A thread may end while its name is read: a missing file or, once open, a missing
            // process.
        }
        return names.stream();
    }
}
