package dev.loopbench.loopcore.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.pool.CompletionQueue;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.ThreadWorkerPool;
import dev.loopbench.loopcore.pool.WorkerThreads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRequestsIT {

    private final Semaphore wakeups = new Semaphore(0);
    private final CompletionQueue completions = new CompletionQueue(wakeups::release);
    private final ThreadWorkerPool pool =
            new ThreadWorkerPool(
                    PoolShape.of(2),
                    new SystemNanoClock(),
                    CpuClock.NONE,
                    PoolObserver.NONE,
                    new WorkerThreads());

    @TempDir Path directory;

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    @Rule("F01")
    void a_file_is_written_and_read_back_through_the_pool() throws Exception {
        Path path = directory.resolve("file");
        OpenFile file =
                await(FileRequests.open(path, result -> {}, CREATE_NEW, READ, WRITE)).value();

        int written = await(FileRequests.write(file, bytes("abcdef"), 0, result -> {})).value();
        ByteBuffer buffer = ByteBuffer.allocateDirect(10);
        int read = await(FileRequests.read(file, buffer, 2, result -> {})).value();
        FileStat stat = await(FileRequests.stat(path, result -> {})).value();

        assertThat(written).isEqualTo(6);
        assertThat(read).isEqualTo(4);
        assertThat(UTF_8.decode(buffer.flip()).toString()).isEqualTo("cdef");
        assertThat(stat.kind()).isEqualTo(FileStat.Kind.FILE);
        assertThat(stat.sizeBytes()).isEqualTo(6);
        assertThat(await(FileRequests.close(file, result -> {})).isOk()).isTrue();
    }

    @Test
    void what_was_written_is_synced_to_the_device() throws Exception {
        OpenFile file = OpenFile.open(directory.resolve("file"), CREATE_NEW, WRITE).value();

        assertThat(await(FileRequests.fsync(file, result -> {})).isOk()).isTrue();
        assertThat(file.close().isOk()).isTrue();
        assertThat(error(file.sync())).isEqualTo(FileError.EBADF);
    }

    @Test
    void the_entries_of_a_directory_come_sorted_and_without_its_parents() throws Exception {
        Files.createDirectory(directory.resolve("c"));
        Files.createFile(directory.resolve("c").resolve("below"));
        Files.createFile(directory.resolve("b"));
        Files.createFile(directory.resolve("a"));

        assertThat(await(FileRequests.scandir(directory, result -> {})).value())
                .containsExactly(
                        directory.resolve("a"), directory.resolve("b"), directory.resolve("c"));
    }

    @Test
    void what_is_no_directory_cannot_be_listed() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(error(Directory.entries(file))).isEqualTo(FileError.ENOTDIR);
        assertThat(error(Directory.entries(directory.resolve("missing"))))
                .isEqualTo(FileError.ENOENT);
    }

    @Test
    void a_symbolic_link_is_followed_by_stat_and_told_of_by_lstat() throws Exception {
        assumeFalse(isWindows(), "links need a privilege there");
        Path file = Files.writeString(directory.resolve("file"), "abc");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        Path nowhere =
                Files.createSymbolicLink(
                        directory.resolve("nowhere"), directory.resolve("missing"));

        assertThat(FileStat.stat(link).value().kind()).isEqualTo(FileStat.Kind.FILE);
        assertThat(await(FileRequests.lstat(link, result -> {})).value().kind())
                .isEqualTo(FileStat.Kind.LINK);
        assertThat(FileStat.lstat(nowhere).value().kind()).isEqualTo(FileStat.Kind.LINK);
        assertThat(FileStat.lstat(directory).value().kind()).isEqualTo(FileStat.Kind.DIRECTORY);
        assertThat(FileStat.lstat(file).value().sizeBytes()).isEqualTo(3);
    }

    @Test
    @Rule("F01")
    void without_a_callback_operations_run_on_the_caller() throws Exception {
        Path path = Files.writeString(directory.resolve("file"), "abc");
        OpenFile file = OpenFile.open(path, READ).value();
        ByteBuffer buffer = ByteBuffer.allocate(3);

        assertThat(file.read(buffer, 0).value()).isEqualTo(3);
        assertThat(file.sizeBytes().value()).isEqualTo(3);
        assertThat(FileStat.stat(path).value().sizeBytes()).isEqualTo(3);
        assertThat(file.close().isOk()).isTrue();
    }

    @Test
    @Rule("F02")
    void the_callback_gets_the_failure_as_a_result() throws Exception {
        List<FileResult<OpenFile>> results = new ArrayList<>();

        await(FileRequests.open(directory.resolve("missing"), results::add, READ));

        assertThat(results).hasSize(1);
        assertThat(results.get(0).error()).contains(FileError.ENOENT);
        assertThat(results.get(0).detail()).contains("missing");
    }

    @Test
    @Rule("F02")
    void failures_have_the_names_posix_gives_them() throws Exception {
        assumeFalse(isWindows(), "other errors there");
        Path file = Files.writeString(directory.resolve("file"), "abc");
        Path loop = Files.createSymbolicLink(directory.resolve("loop"), directory.resolve("loop"));
        Path longName = directory.resolve("n".repeat(5_000));

        assertThat(openError(directory.resolve("missing"))).isEqualTo(FileError.ENOENT);
        assertThat(openError(loop)).isEqualTo(FileError.ELOOP);
        assertThat(openError(longName)).isEqualTo(FileError.ENAMETOOLONG);
        assertThat(openError(file.resolve("below"))).isEqualTo(FileError.ENOTDIR);
        assertThat(error(OpenFile.open(file, CREATE_NEW, WRITE))).isEqualTo(FileError.EEXIST);
        assertThat(error(OpenFile.open(directory, WRITE))).isEqualTo(FileError.EISDIR);
        assertThat(error(FileStat.stat(loop))).isEqualTo(FileError.ELOOP);
        assertThat(error(FileStat.stat(directory.resolve("missing")))).isEqualTo(FileError.ENOENT);
    }

    @Test
    @Rule("F02")
    void a_directory_can_be_opened_but_not_read() {
        assumeFalse(isWindows(), "it cannot be opened there");
        OpenFile opened = OpenFile.open(directory, READ).value();

        assertThat(error(opened.read(ByteBuffer.allocate(1), 0))).isEqualTo(FileError.EISDIR);
        assertThat(opened.close().isOk()).isTrue();
    }

    @Test
    @Rule("F02")
    void misuse_of_an_open_file_is_a_result_too() throws IOException {
        Path path = Files.writeString(directory.resolve("file"), "abc");
        OpenFile readable = OpenFile.open(path, READ).value();
        OpenFile writable = OpenFile.open(path, WRITE).value();
        ByteBuffer buffer = ByteBuffer.allocate(1);

        assertThat(error(readable.write(buffer, 0))).isEqualTo(FileError.EBADF);
        assertThat(error(writable.read(buffer, 0))).isEqualTo(FileError.EBADF);
        assertThat(error(readable.read(buffer, -1))).isEqualTo(FileError.EINVAL);
        assertThat(writable.close().isOk()).isTrue();
        assertThat(error(writable.write(buffer, 0))).isEqualTo(FileError.EBADF);
        assertThat(error(writable.close())).isEqualTo(FileError.EBADF);
        assertThat(readable.close().isOk()).isTrue();
    }

    @Test
    void reading_at_the_end_gives_zero_bytes() throws IOException {
        Path path = Files.writeString(directory.resolve("file"), "abc");
        OpenFile file = OpenFile.open(path, READ).value();

        assertThat(file.read(ByteBuffer.allocate(1), 3).value()).isZero();
        assertThat(file.read(ByteBuffer.allocate(1), 99).value()).isZero();
        assertThat(file.close().isOk()).isTrue();
    }

    @Test
    void many_readers_share_one_open_file() throws Exception {
        int chunks = 200;
        byte[] content = new byte[chunks];
        for (int i = 0; i < chunks; i++) {
            content[i] = (byte) i;
        }
        OpenFile file =
                OpenFile.open(Files.write(directory.resolve("file"), content), READ).value();
        List<ByteBuffer> buffers = new ArrayList<>();
        for (int i = 0; i < chunks; i++) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(1);
            buffers.add(buffer);
            pool.submit(FileRequests.read(file, buffer, i, result -> {}), completions);
        }
        pool.close();

        for (int i = 0; i < chunks; i++) {
            assertThat(buffers.get(i).get(0)).isEqualTo((byte) i);
        }
        assertThat(file.close().isOk()).isTrue();
    }

    private <T> FileResult<T> await(PoolRequest<FileResult<T>> request)
            throws InterruptedException {
        pool.submit(request, completions);
        wakeups.acquire();
        completions.drain(PoolRequest::complete);
        return FileResult.of(request);
    }

    private static FileError openError(Path path) {
        return error(OpenFile.open(path, READ));
    }

    private static FileError error(FileResult<?> result) {
        return result.error().orElseThrow();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    }
}
