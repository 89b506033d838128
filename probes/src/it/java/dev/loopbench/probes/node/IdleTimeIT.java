package dev.loopbench.probes.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.AsyncHandle;
import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.poll.SelectorPoller;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.ThreadWorkerPool;
import dev.loopbench.loopcore.pool.WorkerThreads;
import dev.loopbench.probes.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A loop that waits, watched from another thread. */
final class IdleTimeIT {

    private static final int READINGS = 1_000;

    @Test
    @Rule("M04")
    void another_thread_sees_a_wait_in_progress_grow() throws Exception {
        SystemNanoClock clock = new SystemNanoClock();
        IdleTime idle = new IdleTime(clock);
        ThreadWorkerPool pool =
                new ThreadWorkerPool(
                        PoolShape.of(1),
                        clock,
                        CpuClock.NONE,
                        PoolObserver.NONE,
                        new WorkerThreads());
        EventLoop loop =
                new EventLoop(
                        EventLoopConfig.of(clock, new SelectorPoller(), pool).withObserver(idle));
        AsyncHandle end = loop.async(() -> {});
        AsyncHandle closing = loop.async(end::close);
        closing.unref();

        List<Long> readings = new ArrayList<>();
        Thread reader =
                new Thread(
                        () -> {
                            while (readings.size() < READINGS) {
                                long nanos = idle.idleNanos();
                                if (readings.isEmpty()
                                        ? nanos > 0
                                        : nanos > readings.get(readings.size() - 1)) {
                                    readings.add(nanos);
                                }
                            }
                            closing.send();
                        });
        reader.start();
        loop.run(RunMode.DEFAULT);
        reader.join();

        assertThat(readings).isSorted().hasSize(READINGS);
        assertThat(loop.iterations()).as("it slept through all of them").isEqualTo(1);
        assertThat(idle.idleNanos()).isGreaterThanOrEqualTo(readings.get(READINGS - 1));
        closing.close();
        loop.run(RunMode.DEFAULT);
        loop.close();
    }
}
