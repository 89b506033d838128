package dev.loopbench.loopcore.workload.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.fs.OpenFile;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.SimulatedLoop;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real files, read by simulated workers. */
class FileReadWorkloadIT {

    @TempDir private Path folder;

    private final List<String> jobs = new ArrayList<>();
    private final SimulatedLoop simulated =
            new SimulatedLoop(
                    VirtualClock.still(),
                    new LoopObserver() {
                        @Override
                        public void requestCompleted(PoolRequest<?> request, long nowNanos) {
                            jobs.add(request.lane() + " " + request.kind());
                        }
                    });

    private static FileReadType.Program workload(String... namesAndTexts) throws Exception {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        FileReadType type = new FileReadType();
        return (FileReadType.Program)
                type.create(
                        new WorkloadSetup(
                                "fs-read", ParameterValues.parse(type.parameters(), texts), 1));
    }

    private LoadDriver burst(int operations, Workload workload) {
        LoadDriver driver =
                new LoadDriver(
                        simulated.loop,
                        () -> simulated.alarm,
                        workload,
                        new LoadModel.Burst(operations),
                        0,
                        OperationObserver.NONE);
        simulated.run(driver::start);
        return driver;
    }

    private Path file(int sizeBytes) throws Exception {
        return Files.write(folder.resolve("input.bin"), new byte[sizeBytes]);
    }

    @Test
    void a_file_that_each_operation_opens_takes_three_jobs_more_and_is_gone_behind_it()
            throws Exception {
        FileReadType.Program workload =
                workload("open-each", "true", "size", "100B", "chunk", "40B");
        workload.prepare(simulated.loop);
        LoadDriver driver = burst(2, workload);
        workload.close();

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(2);
        // open, fstat, three chunks, close.
        assertThat(jobs).hasSize(2 * 6).containsOnly("FAST_IO fs-read");
    }

    @Test
    void a_file_that_is_gone_when_an_operation_opens_it_is_a_failure() throws Exception {
        Path file = file(100);
        FileReadType.Program workload = workload("open-each", "true", "file", file.toString());
        workload.prepare(simulated.loop);
        Files.delete(file);
        LoadDriver driver = burst(1, workload);
        workload.close();

        assertThat(driver.firstFailure().orElseThrow()).hasMessageContaining("cannot open " + file);
    }

    @Test
    void an_operation_reads_the_whole_size_chunk_after_chunk() throws Exception {
        FileReadType.Program workload = workload("size", "2500B", "chunk", "1000B");
        workload.prepare(simulated.loop);
        LoadDriver driver = burst(4, workload);
        workload.close();

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(4);
        assertThat(jobs).hasSize(4 * 3).containsOnly("FAST_IO fs-read");
        // Three jobs one after the other; the four operations have a thread each.
        assertThat(simulated.clock.nanoTime()).isEqualTo(3 * SimulatedLoop.JOB_NANOS);
    }

    @Test
    void a_chunk_larger_than_the_size_is_one_job() throws Exception {
        FileReadType.Program workload = workload("size", "1000B", "chunk", "1GiB");
        workload.prepare(simulated.loop);
        LoadDriver driver = burst(1, workload);
        workload.close();

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(1);
        assertThat(jobs).hasSize(1);
    }

    @Test
    void a_size_beyond_the_pattern_and_the_write_buffer_is_right_throughout() throws Exception {
        FileReadType.Program workload = workload("size", "3000001B", "chunk", "100003B");
        workload.prepare(simulated.loop);
        LoadDriver driver = burst(2, workload);
        workload.close();

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(2);
    }

    @Test
    void the_temporary_file_is_gone_once_it_is_closed() throws Exception {
        SourceFile file = SourceFile.temporary(100);
        file.close();

        assertThat(file.path()).doesNotExist();
    }

    @Test
    void the_users_file_is_read_to_its_end_unless_a_size_is_given() throws Exception {
        String path = file(70_000).toString();
        FileReadType.Program whole = workload("file", path);
        whole.prepare(simulated.loop);
        FileReadType.Program part = workload("file", path, "size", "10kB");
        part.prepare(simulated.loop);
        FileReadType.Program beyond = workload("file", path, "size", "1MiB");
        beyond.prepare(simulated.loop);

        assertThat(whole.settledParameters()).containsExactly(Map.entry("size", "70000B"));
        assertThat(part.settledParameters()).isEmpty();
        assertThat(beyond.settledParameters()).containsExactly(Map.entry("size", "70000B"));
        assertThat(burst(1, whole).counts().ended(OperationOutcome.OK)).isEqualTo(1);
        assertThat(burst(1, beyond).counts().ended(OperationOutcome.OK)).isEqualTo(1);
        assertThat(jobs).hasSize(4);
        whole.close();
        part.close();
        beyond.close();
        assertThat(Path.of(path)).exists();
    }

    @Test
    void a_file_that_was_cut_short_meanwhile_is_a_wrong_result() throws Exception {
        Path path = file(3000);
        FileReadType.Program workload = workload("file", path.toString(), "chunk", "1000B");
        workload.prepare(simulated.loop);
        Files.write(path, new byte[2000], StandardOpenOption.TRUNCATE_EXISTING);
        LoadDriver driver = burst(1, workload);
        workload.close();

        assertThat(driver.counts().ended(OperationOutcome.WRONG)).isEqualTo(1);
        assertThat(driver.firstWrong().map(Object::toString))
                .contains("read 2000 of 3000 bytes of " + path);
    }

    @Test
    void content_that_is_not_what_was_written_is_a_wrong_result() throws Exception {
        Path path = file(3000);
        OpenFile zeros = OpenFile.open(path, StandardOpenOption.READ).value();
        FileReadType.Program workload = workload("size", "3000B", "chunk", "1000B");
        workload.prepare(simulated.loop, new SourceFile(path, zeros, 3000, new FilePattern()));
        LoadDriver driver = burst(1, workload);
        workload.close();

        assertThat(driver.counts().ended(OperationOutcome.WRONG)).isEqualTo(1);
        assertThat(driver.firstWrong().map(Object::toString))
                .contains(
                        "the 1000 bytes read from "
                                + path
                                + " at 0 are not those that were written there");
    }

    @Test
    void a_file_that_cannot_be_read_any_more_is_a_failure() throws Exception {
        FileReadType.Program workload = workload();
        workload.prepare(simulated.loop);
        workload.close();
        LoadDriver driver = burst(1, workload);

        assertThat(driver.counts().ended(OperationOutcome.FAILED)).isEqualTo(1);
        assertThat(driver.firstFailure())
                .get()
                .extracting(Throwable::getMessage)
                .isEqualTo("bad file descriptor");
    }

    @Test
    void an_operation_between_two_chunks_of_an_abandoned_pool_is_cancelled() throws Exception {
        FileReadType.Program workload = workload("size", "2000B", "chunk", "1000B");
        workload.prepare(simulated.loop);
        simulated.loop.setTimeout(simulated.pool::abandon, 5);
        LoadDriver driver = burst(SimulatedLoop.THREADS + 1, workload);
        workload.close();

        assertThat(driver.counts().ended(OperationOutcome.CANCELLED))
                .isEqualTo(SimulatedLoop.THREADS + 1);
    }

    @Test
    void a_file_that_cannot_be_used_is_refused_with_the_reason() throws Exception {
        Path missing = folder.resolve("missing.bin");
        assertRefused(missing, "file " + missing + " cannot be read: no such file or directory");
        assertRefused(folder, "file " + folder + " is a directory, not a file");
        Path empty = file(0);
        assertRefused(empty, "file " + empty + " is empty");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "knows this device")
    void what_is_no_regular_file_is_refused_without_opening_it() throws Exception {
        // A pipe would be opened only once somebody writes to it; a device stands for it here.
        assertRefused(Path.of("/dev/zero"), "file /dev/zero is not a regular file");
    }

    @Test
    void a_workload_that_never_got_ready_can_be_closed() throws Exception {
        FileReadType.Program workload = workload("file", folder.toString());
        workload.close();

        assertThat(workload.settledParameters()).isEmpty();
    }

    private void assertRefused(Path path, String message) throws Exception {
        FileReadType.Program workload = workload("file", path.toString());
        assertThatThrownBy(() -> workload.prepare(simulated.loop))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(message);
        workload.close();
    }
}
