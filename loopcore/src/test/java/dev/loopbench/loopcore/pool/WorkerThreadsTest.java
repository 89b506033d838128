package dev.loopbench.loopcore.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerThreadsTest {

    @Test
    @Rule("P14")
    void workers_are_numbered_from_zero_and_never_keep_the_process_alive() {
        WorkerThreads factory = new WorkerThreads();

        List<Thread> threads = List.of(factory.newThread(() -> {}), factory.newThread(() -> {}));

        assertThat(threads)
                .extracting(Thread::getName)
                .containsExactly("loopbench-worker-0", "loopbench-worker-1");
        assertThat(threads).allMatch(Thread::isDaemon);
    }
}
