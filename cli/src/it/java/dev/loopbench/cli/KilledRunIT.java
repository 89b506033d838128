package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of what a run has started and made when it is killed. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "kills processes as Linux does")
final class KilledRunIT {

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @MethodSource("dev.loopbench.cli.Launcher#installations")
    void the_clients_of_a_run_that_is_killed_end_with_it(Path launcher) throws Exception {
        Process started =
                Launcher.at(launcher)
                        .start("run", "flood", "--connections=2", "--duration=10m", "--json=-");
        processes.add(started);
        ProcessHandle clients = awaitClients(started);
        started.destroyForcibly().waitFor();

        clients.onExit().get(1, TimeUnit.MINUTES);
        assertThat(clients.isAlive()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.loopbench.cli.Launcher#installations")
    void what_a_killed_run_has_left_is_removed_by_the_next(Path launcher, @TempDir Path folder)
            throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        String options = "-Djava.io.tmpdir=" + temporary;
        Process started =
                Launcher.at(launcher)
                        .with("LOOPBENCH_JAVA_OPTS", options)
                        .start("run", "fs-write", "--concurrency=4", "--duration=10m", "--json=-");
        processes.add(started);
        while (temporary.toFile().list().length == 0) {
            assertThat(started.waitFor(2, TimeUnit.MILLISECONDS)).as("it has ended").isFalse();
        }
        Launcher.Result beside =
                Launcher.at(launcher)
                        .with("LOOPBENCH_JAVA_OPTS", options)
                        .run("run", "--jobs=1", "--iterations=1", "--warmup=0s");
        assertThat(beside.code()).as(beside.err()).isZero();
        assertThat(temporary).as("its owner lives").isNotEmptyDirectory();
        started.destroyForcibly().waitFor();
        assertThat(temporary).isNotEmptyDirectory();
        Launcher.at(launcher)
                .with("LOOPBENCH_JAVA_OPTS", options)
                .run("run", "--jobs=1", "--iterations=1", "--warmup=0s");

        assertThat(temporary).isEmptyDirectory();
    }

    /** The launcher has children of its own before that. */
    private static ProcessHandle awaitClients(Process run) throws Exception {
        Optional<ProcessHandle> clients = clients(run);
        while (clients.isEmpty()) {
            assertThat(run.waitFor(2, TimeUnit.MILLISECONDS)).as("it has ended").isFalse();
            clients = clients(run);
        }
        return clients.get();
    }

    private static Optional<ProcessHandle> clients(Process run) {
        return run.children()
                .filter(child -> child.info().commandLine().orElse("").contains("--gated"))
                .findFirst();
    }
}
