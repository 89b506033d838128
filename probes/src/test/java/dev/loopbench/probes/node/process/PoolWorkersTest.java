package dev.loopbench.probes.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.host.Reading;
import dev.loopbench.probes.result.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Threads as Node 18, 22 and 24 start them. */
final class PoolWorkersTest {

    private static final long MAIN = 10;

    private final List<ThreadFigures> threads = new ArrayList<>();

    @Test
    void workers_that_say_what_they_are_are_believed() {
        start("MainThread", 0, MAIN);
        start("V8Worker", 1, 11, 12, 13, 14);
        start("libuv-worker", 9, 21, 22);

        PoolWorkers workers = workers(4, false);

        assertThat(workers.named()).isTrue();
        assertThat(workers.threads()).extracting(ThreadFigures::tid).containsExactly(21L, 22L);
    }

    @Test
    void where_threads_have_names_and_no_worker_is_among_them_the_pool_has_not_started() {
        start("node-MainThread", 0, MAIN);
        start("node-V8Worker", 1, 11, 12, 13, 14);
        start("WorkerThread", 50, 20, 21, 22, 23);

        assertThat(PoolWorkers.among(threads, MAIN, 4, false).reason())
                .isEqualTo("the pool has no threads yet: nothing has used it");
    }

    @Test
    void without_names_they_are_those_behind_v8s_and_the_one_that_waits_for_the_signal() {
        start("node", 0, MAIN);
        start("node", 1, 11, 12, 13, 14, 15);
        start("node", 2, 16);
        start("node", 6, 17, 18, 19, 20);

        assertThat(workers(4, false).named()).isFalse();
        assertThat(workers(4, false).threads())
                .extracting(ThreadFigures::tid)
                .containsExactly(17L, 18L, 19L, 20L);
    }

    @Test
    void an_inspector_that_was_open_from_the_start_has_a_thread_as_well() {
        start("node", 0, MAIN);
        start("node", 1, 11, 12, 13, 14, 15);
        start("node", 2, 16, 17);
        start("node", 3, 18, 19, 20, 21);

        assertThat(workers(4, true).threads())
                .extracting(ThreadFigures::tid)
                .containsExactly(18L, 19L, 20L, 21L);
    }

    @Test
    void workers_start_together_and_another_thread_by_itself() {
        start("node", 0, MAIN);
        start("node", 1, 11, 12, 13, 14, 15, 16);
        start("node", 100, 17);
        start("node", 900, 18, 19, 20, 21);
        start("node", 2_000, 22);

        assertThat(workers(4, false).threads())
                .extracting(ThreadFigures::tid)
                .containsExactly(18L, 19L, 20L, 21L);
    }

    @Test
    void without_a_thread_more_than_v8s_the_pool_has_not_started() {
        start("node", 0, MAIN);
        start("node", 1, 11, 12, 13, 14, 15, 16);

        assertThat(PoolWorkers.among(threads, MAIN, 4, false).reason())
                .isEqualTo("the pool has no threads yet: nothing has used it");
    }

    @Test
    void fewer_threads_than_the_pool_has_are_not_taken_for_it() {
        start("node", 0, MAIN);
        start("node", 1, 11, 12, 13, 14, 15, 16);
        start("node", 100, 17, 18);

        assertThat(PoolWorkers.among(threads, MAIN, 4, false).reason())
                .isEqualTo("the pool's threads cannot be told from others of the process");
    }

    private PoolWorkers workers(int size, boolean inspectorThread) {
        return Objects.requireNonNull(
                PoolWorkers.among(threads, MAIN, size, inspectorThread).value());
    }

    private void start(String name, long ticks, long... tids) {
        LongStream.of(tids)
                .mapToObj(
                        tid ->
                                new ThreadFigures(
                                        tid,
                                        name,
                                        ticks,
                                        0,
                                        Reading.of(0L),
                                        Reading.of(new Host.ContextSwitches(7L, 0L))))
                .forEach(threads::add);
    }
}
