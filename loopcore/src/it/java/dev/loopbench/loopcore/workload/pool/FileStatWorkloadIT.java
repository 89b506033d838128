package dev.loopbench.loopcore.workload.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.fs.Directory;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, asked for by simulated workers. */
class FileStatWorkloadIT {

    @TempDir private Path folder;

    private final SimulatedRun run = new SimulatedRun();

    private Workload own(int files) throws Exception {
        return SimulatedRun.workload(
                new FileStatType(), "files", String.valueOf(files), "folder", folder.toString());
    }

    private static Workload of(Path path) throws Exception {
        return SimulatedRun.workload(new FileStatType(), "file", path.toString());
    }

    @Test
    void every_operation_is_one_file_job_and_nothing_is_left_behind() throws Exception {
        LoadDriver driver = run.burst(40, own(3));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(40);
        assertThat(run.jobs).hasSize(40).containsOnly("FAST_IO mine");
        assertThat(run.nanos()).isEqualTo(10 * 5_000);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void the_answer_for_another_file_is_wrong() throws Exception {
        try (Workload workload = own(2)) {
            workload.prepare(run.simulated.loop);
            Path own = Directory.entries(folder).value().get(0);
            Path second = own.resolve("file-1");
            Files.delete(second);
            Files.createLink(second, own.resolve("file-0"));
            LoadDriver driver = run.load(new LoadModel.Burst(4), workload);

            assertThat(driver.counts().ended(OperationOutcome.WRONG)).isEqualTo(2);
            assertThat(driver.firstWrong().map(Object::toString))
                    .contains(second + " has 1 bytes, not the 2 it had before");
        }
    }

    @Test
    void a_file_that_has_gone_is_a_failure() throws Exception {
        try (Workload workload = own(1)) {
            workload.prepare(run.simulated.loop);
            Path file = Directory.entries(folder).value().get(0).resolve("file-0");
            Files.delete(file);
            LoadDriver driver = run.load(new LoadModel.Burst(1), workload);

            assertThat(driver.firstFailure())
                    .get()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("cannot ask for " + file + ": no such file or directory");
        }
    }

    @Test
    void the_users_file_is_asked_for_and_stays() throws Exception {
        Path file = Files.write(folder.resolve("mine"), new byte[70]);
        LoadDriver driver = run.burst(4, of(file));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(4);
        assertThat(file).hasSize(70);
    }

    @Test
    void the_users_file_with_another_size_than_at_first_is_wrong() throws Exception {
        Path file = Files.write(folder.resolve("mine"), new byte[70]);
        try (Workload workload = of(file)) {
            workload.prepare(run.simulated.loop);
            Files.write(file, new byte[71]);
            LoadDriver driver = run.load(new LoadModel.Burst(1), workload);

            assertThat(driver.firstWrong().map(Object::toString))
                    .contains(file + " has 71 bytes, not the 70 it had before");
        }
    }

    @Test
    void a_path_that_is_not_there_is_refused() throws Exception {
        Path missing = folder.resolve("missing");
        try (Workload workload = of(missing)) {
            assertThatThrownBy(() -> workload.prepare(run.simulated.loop))
                    .isInstanceOf(WorkloadException.class)
                    .hasMessage("file: cannot ask for " + missing + ": no such file or directory");
        }
    }

    @Test
    void a_report_shows_the_users_path_or_what_its_own_files_are() throws Exception {
        FileStatType type = new FileStatType();

        assertThat(type.shown(ParameterValues.parse(type.parameters(), Map.of())))
                .containsOnlyKeys("files", "folder");
        assertThat(type.shown(ParameterValues.parse(type.parameters(), Map.of("file", "a"))))
                .containsExactly(Map.entry("file", "a"));
    }
}
