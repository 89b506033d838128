package dev.loopbench.loopcore.workload.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.fs.Directory;
import dev.loopbench.loopcore.fs.FileError;
import dev.loopbench.loopcore.fs.OpenFile;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.pool.FilePattern.Content;
import dev.loopbench.loopcore.workload.pool.TargetFiles.TargetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real files, written by simulated workers. */
class FileWriteWorkloadIT {

    @TempDir private Path folder;

    private final SimulatedRun run = new SimulatedRun();

    private Workload workload(String... namesAndTexts) throws Exception {
        String[] all = new String[namesAndTexts.length + 2];
        all[0] = "folder";
        all[1] = folder.toString();
        System.arraycopy(namesAndTexts, 0, all, 2, namesAndTexts.length);
        return SimulatedRun.workload(new FileWriteType(), all);
    }

    /** The files of the one workload that is prepared. */
    private List<Path> files() {
        Path own = Directory.entries(folder).value().get(0);
        return Directory.entries(own).value();
    }

    private void truncateFirst() {
        try (FileChannel file = FileChannel.open(files().get(0), StandardOpenOption.WRITE)) {
            file.truncate(1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @AfterEach
    void nothing_is_left_behind() {
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_operation_opens_writes_chunk_after_chunk_and_closes() throws Exception {
        LoadDriver driver = run.burst(3, workload("size", "2500B", "chunk", "1000B"));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(3);
        assertThat(run.jobs).hasSize(3 * 5).containsOnly("FAST_IO mine");
    }

    @Test
    void syncing_is_a_job_of_its_own_and_takes_the_disks_time() throws Exception {
        LoadDriver driver = run.burst(1, workload("size", "8000B", "fsync", "true"));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(1);
        assertThat(run.jobs).hasSize(4);
        assertThat(run.nanos()).isEqualTo(5_000 + 6_000 + 1_000_000 + 5_000);
    }

    @Test
    void the_files_have_the_bytes_that_belong_there() throws Exception {
        try (Workload workload = workload("size", "300001B", "chunk", "70001B")) {
            workload.prepare(run.simulated.loop);
            run.load(new LoadModel.Burst(1), workload);

            byte[] bytes = Files.readAllBytes(files().get(0));
            assertThat(bytes).hasSize(300_001);
            assertThat(new FilePattern().mismatch(ByteBuffer.wrap(bytes), bytes.length, 0))
                    .isEqualTo(FilePattern.NONE);
        }
    }

    @Test
    void a_byte_that_does_not_belong_there_is_noticed_when_a_file_is_read_back() throws Exception {
        Path file = folder.resolve("file");
        byte[] bytes = new byte[3_000_000];
        new FilePattern().fill(ByteBuffer.wrap(bytes), 0);
        Content content = new Content(1);

        assertThat(content.isIn(Files.write(file, bytes))).isTrue();
        bytes[2_999_999]++;
        assertThat(content.isIn(Files.write(file, bytes))).isFalse();
        Files.delete(file);
    }

    @Test
    void there_are_as_many_files_as_operations_were_in_flight() throws Exception {
        try (Workload workload = workload()) {
            workload.prepare(run.simulated.loop);
            LoadDriver driver = run.load(new LoadModel.Closed(3, 10_000_000), workload);

            assertThat(driver.counts().ended(OperationOutcome.OK)).isGreaterThan(100);
            assertThat(files()).hasSize(3);
        }
    }

    @Test
    void a_file_that_is_shorter_in_the_end_is_wrong() throws Exception {
        Workload workload = workload("size", "3000B");
        run.jobCompleted =
                count -> {
                    if (count == 2) {
                        truncateFirst();
                    }
                };
        LoadDriver driver = run.burst(1, workload);

        assertThat(driver.counts().ended(OperationOutcome.WRONG)).isEqualTo(1);
        assertThat(driver.firstWrong().map(Object::toString))
                .get()
                .asString()
                .startsWith("wrote 3000 bytes to " + folder)
                .endsWith("file-0, which then had 1");
    }

    @Test
    void an_operation_whose_file_cannot_be_opened_fails() throws Exception {
        try (Workload workload = workload()) {
            workload.prepare(run.simulated.loop);
            Path file = files().get(0);
            Files.delete(file);
            Files.createDirectory(file);
            LoadDriver driver = run.load(new LoadModel.Burst(1), workload);

            assertThat(driver.firstFailure())
                    .get()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("cannot open " + file + ": is a directory");
            assertThat(run.jobs).hasSize(1);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "has this device, which is always full")
    void an_operation_that_cannot_write_closes_its_file_and_fails() throws Exception {
        try (Workload workload = workload()) {
            workload.prepare(run.simulated.loop);
            Path file = files().get(0);
            Files.delete(file);
            Files.createSymbolicLink(file, Path.of("/dev/full"));
            LoadDriver driver = run.load(new LoadModel.Closed(1, 1), workload);

            assertThat(driver.counts().ended(OperationOutcome.FAILED)).isEqualTo(1);
            assertThat(driver.firstFailure())
                    .get()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("cannot write " + file + ": no space left on device");
            assertThat(run.jobs).as("open, write, close").hasSize(3);
        }
    }

    @Test
    void an_operation_between_two_jobs_of_an_abandoned_pool_is_cancelled() throws Exception {
        Workload workload = workload();
        run.jobCompleted = count -> run.simulated.pool.abandon();
        LoadDriver driver = run.burst(9, workload);

        assertThat(driver.counts().ended(OperationOutcome.CANCELLED)).isEqualTo(9);
    }

    @Test
    void after_the_end_a_worker_that_was_late_makes_no_file() throws Exception {
        TargetFiles files = new TargetFiles(TemporaryFolder.in(folder));
        TargetFile file = files.take();
        files.close();
        files.close();

        assertThatThrownBy(file::open)
                .isInstanceOf(IOException.class)
                .hasMessage("cannot open " + file.path() + ": its folder was removed");
    }

    @Test
    void after_the_end_a_worker_that_was_late_has_no_open_file() throws Exception {
        TargetFiles files = new TargetFiles(TemporaryFolder.in(folder));
        TargetFile file = files.take();
        file.open();
        OpenFile opened = file.opened();
        files.close();

        assertThat(opened.sizeBytes().error()).contains(FileError.EBADF);
    }

    @Test
    void a_folder_that_cannot_be_used_is_refused_with_the_reason() throws Exception {
        Path missing = folder.resolve("missing");
        assertRefused(missing, "folder " + missing + " does not exist");
        Path file = Files.createFile(folder.resolve("file"));
        assertRefused(file, "folder " + file + " is not a folder");
        Files.delete(file);
    }

    @Test
    void a_chunk_longer_than_any_buffer_is_refused() throws Exception {
        try (Workload workload = workload("size", "2GiB", "chunk", "2GiB")) {
            assertThatThrownBy(() -> workload.prepare(run.simulated.loop))
                    .isInstanceOf(WorkloadException.class)
                    .hasMessage("chunk must be at most 2147418110B");
        }
    }

    private void assertRefused(Path parent, String message) throws Exception {
        try (Workload workload =
                SimulatedRun.workload(new FileWriteType(), "folder", parent.toString())) {
            assertThatThrownBy(() -> workload.prepare(run.simulated.loop))
                    .isInstanceOf(WorkloadException.class)
                    .hasMessage(message);
        }
    }
}
