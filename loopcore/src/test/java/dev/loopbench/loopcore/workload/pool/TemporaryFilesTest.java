package dev.loopbench.loopcore.workload.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.workload.pool.TemporaryFiles.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporaryFilesTest {

    private static final Owner SELF = Owner.ofThisProcess();

    /** No system gives numbers that large. */
    private static final long NO_PROCESS = Integer.MAX_VALUE;

    @TempDir private Path folder;

    private Path made(Owner owner) throws IOException {
        return Files.createTempDirectory(folder, owner.prefix());
    }

    @Test
    void what_a_process_has_left_that_is_gone_is_removed_with_all_that_is_in_it() throws Exception {
        Path left = made(new Owner(SELF.host(), NO_PROCESS, 7));
        Files.writeString(Files.createDirectories(left.resolve("a/b")).resolve("file"), "text");
        Files.createTempFile(folder, new Owner(SELF.host(), NO_PROCESS, 7).prefix(), ".bin");
        TemporaryFiles.sweep(folder);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_a_process_uses_that_runs_stays() throws Exception {
        Path used = made(SELF);
        TemporaryFiles.sweep(folder);

        assertThat(used).exists();
    }

    @Test
    void a_process_with_the_number_of_an_earlier_one_is_another() throws Exception {
        made(new Owner(SELF.host(), SELF.pid(), SELF.start() + 1));
        TemporaryFiles.sweep(folder);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void processes_of_another_machine_or_container_cannot_be_looked_for_so_theirs_stays()
            throws Exception {
        Path theirs = made(new Owner("00000000", NO_PROCESS, 7));
        TemporaryFiles.sweep(folder);

        assertThat(theirs).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loopbench-123456789",
                "loopbench-report.json",
                "loopbench-cafe-2147483647-7-x",
                "other-2147483647-7-x"
            })
    void what_only_looks_alike_stays(String name) throws Exception {
        Path other = Files.createDirectory(folder.resolve(name));
        TemporaryFiles.sweep(folder);

        assertThat(other).exists();
    }

    @Test
    void a_link_with_such_a_name_and_what_it_leads_to_stay() throws Exception {
        Path target = Files.createDirectory(folder.resolve("target"));
        String name = new Owner(SELF.host(), NO_PROCESS, 7).prefix() + "x";
        Path link = Files.createSymbolicLink(folder.resolve(name), target);
        TemporaryFiles.sweep(folder);

        assertThat(link).exists();
        assertThat(target).exists();
    }

    @Test
    void a_folder_that_is_not_there_has_nothing_to_sweep() {
        TemporaryFiles.sweep(folder.resolve("none"));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_temporary_folder_is_its_owners_and_sweeps_where_it_is_made() throws Exception {
        made(new Owner(SELF.host(), NO_PROCESS, 7));
        try (TemporaryFolder made = TemporaryFolder.in(folder)) {
            assertThat(folder).isDirectoryContaining(made.path()::equals);
            assertThat(made.path().getFileName().toString()).startsWith(SELF.prefix());
            assertThat(folder.toFile().list()).hasSize(1);
        }
        assertThat(folder).isEmptyDirectory();
    }
}
