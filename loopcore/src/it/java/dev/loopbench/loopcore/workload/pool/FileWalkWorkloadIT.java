package dev.loopbench.loopcore.workload.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loopbench.loopcore.fs.Directory;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real folders, walked by simulated workers. */
class FileWalkWorkloadIT {

    @TempDir private Path folder;

    private final SimulatedRun run = new SimulatedRun();

    private Workload own(int depth, int folders, int files) throws Exception {
        return SimulatedRun.workload(
                new FileWalkType(),
                "depth",
                String.valueOf(depth),
                "folders",
                String.valueOf(folders),
                "files",
                String.valueOf(files),
                "folder",
                folder.toString());
    }

    private static Workload of(Path path) throws Exception {
        return SimulatedRun.workload(new FileWalkType(), "root", path.toString());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 3", "3, 3, 10, 439", "2, 5, 1, 61", "5, 1, 2, 17"})
    void an_operation_lists_each_folder_and_asks_for_each_entry(
            int depth, int folders, int files, int entries) throws Exception {
        long listed = 1 + entries - files * (foldersOf(depth, folders) + 1);
        LoadDriver driver = run.burst(2, own(depth, folders, files));

        assertThat(new FileWalkType.Tree(depth, folders, files).entries()).isEqualTo(entries);
        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(2);
        assertThat(run.jobs).hasSize((int) (2 * (entries + listed))).containsOnly("FAST_IO mine");
        assertThat(folder).isEmptyDirectory();
    }

    private static long foldersOf(int depth, int folders) {
        long all = 0;
        long level = 1;
        for (int below = 0; below < depth; below++) {
            level *= folders;
            all += level;
        }
        return all;
    }

    /** A root with a folder and three files, and three files in that: 2 listed, 7 asked for. */
    @Test
    void a_walk_in_sequence_has_one_job_under_way_at_a_time() throws Exception {
        LoadDriver driver =
                run.burst(
                        1,
                        SimulatedRun.workload(
                                new FileWalkType(),
                                "order",
                                "sequence",
                                "depth",
                                "1",
                                "folders",
                                "1",
                                "files",
                                "3"));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(1);
        assertThat(run.jobs).hasSize(9);
        assertThat(run.nanos())
                .isGreaterThanOrEqualTo((5_000 + 4 * 200) + 7 * 5_000 + (5_000 + 3 * 200));
    }

    @Test
    void a_synchronous_walk_is_one_callback_of_the_loop_and_no_job() throws Exception {
        LoadDriver driver =
                run.burst(
                        2,
                        SimulatedRun.workload(
                                new FileWalkType(),
                                "order",
                                "sync",
                                "depth",
                                "1",
                                "folders",
                                "1",
                                "files",
                                "3"));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(2);
        assertThat(run.jobs).isEmpty();
        assertThat(run.nanos()).isEqualTo(2 * ((5_000 + 4 * 200) + 7 * 5_000 + (5_000 + 3 * 200)));
    }

    @Test
    void a_walk_keeps_all_workers_busy_at_once() throws Exception {
        run.burst(1, own(1, 1, 10));

        // The root with 11 entries; then 11 questions, the folder as the last; then its 10.
        assertThat(run.nanos())
                .isLessThan((5_000 + 11 * 200) + 3 * 5_000 + (5_000 + 10 * 200) + 3 * 5_000 + 1);
    }

    @Test
    void an_entry_too_few_is_wrong() throws Exception {
        try (Workload workload = own(1, 2, 3)) {
            workload.prepare(run.simulated.loop);
            Path own = Directory.entries(folder).value().get(0);
            Files.delete(own.resolve("folder-1").resolve("file-2"));
            LoadDriver driver = run.load(new LoadModel.Burst(1), workload);

            assertThat(driver.firstWrong().map(Object::toString))
                    .contains("found 10 files and folders in " + own + ", not 11");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void symbolic_links_count_and_are_not_followed() throws Exception {
        Path root = Files.createDirectory(folder.resolve("root"));
        Path below = Files.createDirectory(root.resolve("below"));
        Files.createFile(below.resolve("file"));
        Files.createSymbolicLink(below.resolve("up"), root);
        Files.createSymbolicLink(root.resolve("nowhere"), folder.resolve("missing"));
        Path rootLink = Files.createSymbolicLink(folder.resolve("root-link"), root);

        assertThat(FileWalkType.Tree.count(root)).isEqualTo(4);
        assertThat(run.burst(1, of(root)).counts().ended(OperationOutcome.OK)).isEqualTo(1);
        assertThat(run.jobs).as("two folders, four entries").hasSize(6);
        assertThat(run.burst(1, of(rootLink)).counts().ended(OperationOutcome.OK)).isEqualTo(1);
        assertThat(run.jobs).hasSize(12);
    }

    @Test
    void the_users_folder_with_more_in_it_than_at_first_is_wrong() throws Exception {
        Files.createFile(folder.resolve("file"));
        try (Workload workload = of(folder)) {
            workload.prepare(run.simulated.loop);
            Files.createFile(folder.resolve("new"));
            LoadDriver driver = run.load(new LoadModel.Burst(1), workload);

            assertThat(driver.firstWrong().map(Object::toString))
                    .contains("found 2 files and folders in " + folder + ", not 1");
        }
        assertThat(folder.resolve("file")).exists();
    }

    @Test
    void a_folder_that_goes_away_under_a_walk_fails_it_once_all_its_jobs_have_ended()
            throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        for (int file = 0; file < 20; file++) {
            Files.createFile(folder.resolve("file-" + file));
        }
        try (Workload workload = of(folder)) {
            workload.prepare(run.simulated.loop);
            run.jobCompleted =
                    count -> {
                        // The entries are known and the first ones asked for.
                        if (count == 1) {
                            assertThat(gone.toFile().delete()).isTrue();
                        }
                    };
            LoadDriver driver = run.load(new LoadModel.Burst(1), workload);

            assertThat(driver.counts().ended(OperationOutcome.FAILED)).isEqualTo(1);
            assertThat(driver.firstFailure())
                    .get()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("cannot ask for " + gone + ": no such file or directory");
            assertThat(run.jobs).as("the folder and all its entries").hasSize(22);
        }
    }

    @Test
    void a_walk_of_an_abandoned_pool_is_cancelled() throws Exception {
        Workload workload = own(2, 2, 2);
        run.jobCompleted =
                count -> {
                    if (count == 5) {
                        run.simulated.pool.abandon();
                    }
                };
        LoadDriver driver = run.burst(3, workload);

        assertThat(driver.counts().ended(OperationOutcome.CANCELLED)).isEqualTo(3);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "20, 2, 1",
        "1, 2147483647, 2147483647",
        "2147483647, 1, 2147483647",
        "1, 1, 2147483647"
    })
    void a_tree_too_large_to_make_is_refused(int depth, int folders, int files) throws Exception {
        try (Workload workload = own(depth, folders, files)) {
            assertThatThrownBy(() -> workload.prepare(run.simulated.loop))
                    .isInstanceOf(WorkloadException.class)
                    .hasMessage(
                            "depth, folders and files come to more than 1000000 files and"
                                    + " folders");
        }
    }

    @Test
    void a_tree_too_deep_for_the_file_system_is_refused_and_removed() throws Exception {
        try (Workload workload = own(2000, 1, 1)) {
            assertThatThrownBy(() -> workload.prepare(run.simulated.loop))
                    .isInstanceOf(WorkloadException.class)
                    .hasMessageStartingWith("cannot make a folder tree in " + folder);
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_is_no_folder_is_refused_with_the_reason() throws Exception {
        Path missing = folder.resolve("missing");
        assertRefused(missing, "root: cannot list " + missing + ": no such file or directory");
        Path file = Files.createFile(folder.resolve("file"));
        assertRefused(file, "root " + file + " is not a folder");
    }

    @Test
    void a_folder_that_may_not_be_read_is_refused() throws Exception {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeTrue(locked.toFile().setReadable(false) && !Files.isReadable(locked));
        try {
            assertRefused(folder, "root: cannot list " + locked + ": permission denied");
        } finally {
            assertThat(locked.toFile().setReadable(true)).isTrue();
        }
    }

    private void assertRefused(Path path, String message) throws Exception {
        try (Workload workload = of(path)) {
            assertThatThrownBy(() -> workload.prepare(run.simulated.loop))
                    .isInstanceOf(WorkloadException.class)
                    .hasMessage(message);
        }
    }
}
