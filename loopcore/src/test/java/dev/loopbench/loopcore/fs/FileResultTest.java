package dev.loopbench.loopcore.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.pool.CompletionQueue;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.sim.SimulatedWorkerPool;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileResultTest {

    private final VirtualClock clock = VirtualClock.still();
    private final SimulatedWorkerPool pool =
            new SimulatedWorkerPool(
                    clock, PoolShape.of(1), 1, (request, charged) -> 1_000, PoolObserver.NONE);
    private final CompletionQueue completions = new CompletionQueue(() -> {});

    @Test
    @Rule({"P13", "F02"})
    void a_cancelled_file_request_comes_to_ecanceled(@TempDir Path directory) {
        List<FileResult<FileStat>> results = new ArrayList<>();
        pool.submit(FileRequests.stat(directory, results::add), completions);
        PoolRequest<?> queued = FileRequests.stat(directory, results::add);
        pool.submit(queued, completions);

        pool.cancel(queued);
        pool.close();
        completions.drain(PoolRequest::complete);

        assertThat(results)
                .extracting(result -> result.error().map(FileError::name).orElse("OK"))
                .containsExactly("ECANCELED", "OK");
    }

    @Test
    @Rule("F01")
    void a_file_request_does_nothing_before_a_worker_runs_it(@TempDir Path directory) {
        List<FileResult<FileStat>> results = new ArrayList<>();

        pool.submit(FileRequests.stat(directory, results::add), completions);
        completions.drain(PoolRequest::complete);
        assertThat(results).isEmpty();

        clock.advance(1_000);
        assertThat(results).as("the callback waits for the loop").isEmpty();

        completions.drain(PoolRequest::complete);
        assertThat(results).hasSize(1);
    }

    @Test
    @Rule("F02")
    void an_error_in_the_work_is_a_result_too() {
        PoolRequest<FileResult<String>> request =
                new PoolRequest<>(
                        Lane.FAST_IO,
                        "fs-read",
                        () -> {
                            throw new OutOfMemoryError("no direct buffer");
                        },
                        null);
        pool.submit(request, completions);
        pool.close();

        assertThat(FileResult.of(request).error()).contains(FileError.ENOMEM);
    }

    @Test
    void a_failed_result_has_no_value_and_says_why() {
        FileResult<String> result = FileResult.failed(new IllegalArgumentException("no"));

        assertThat(result.isOk()).isFalse();
        assertThat(result.detail()).contains("no");
        assertThatIllegalStateException().isThrownBy(result::value).withMessageContaining("EINVAL");
    }

    @Test
    void a_good_result_has_its_value_and_no_error() {
        FileResult<String> result = FileResult.ok("all");

        assertThat(result.isOk()).isTrue();
        assertThat(result.value()).isEqualTo("all");
        assertThat(result.error()).isEmpty();
    }

    @Test
    void a_failure_is_thrown_with_what_was_tried_and_the_reason(@TempDir Path directory) {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> FileStat.stat(missing).orThrow("cannot ask for", missing))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot ask for " + missing + ": no such file or directory");
    }

    @Test
    void a_failure_that_has_no_name_is_told_in_the_platforms_words() {
        FileResult<Integer> failed = FileResult.failed(new IOException("the moon is full"));

        assertThat(failed.reason()).isEqualTo("java.io.IOException: the moon is full");
    }

    @Test
    void what_succeeded_is_not_thrown_and_has_no_reason() throws IOException {
        FileResult<Integer> ok = FileResult.ok(7);

        assertThat(ok.orThrow("cannot count", Path.of("sheep"))).isEqualTo(7);
        assertThatIllegalStateException().isThrownBy(ok::reason);
    }
}
