package dev.loopbench.probes.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.Outcome;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolShape;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PoolProbesAllocationIT {

    private static final int JOBS = 30_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final DepthProbe depth = new DepthProbe(PoolShape.of(2), List.of("job"));
    private final PoolRequest<?> job = new PoolRequest<>(Lane.CPU, "job", () -> "", null);
    private final JobProbe jobs = new JobProbe(1, List.of("job"));

    @Test
    void recording_allocates_nothing() {
        depth.open(0);
        jobs.open(0);
        record();
        long before = threads.getCurrentThreadAllocatedBytes();
        record();
        long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;

        // Less than a byte a job: what little there is comes from the reading itself.
        assertThat(allocatedBytes).isLessThan(JOBS);
        assertThat(jobs.completed()).isEqualTo(2L * JOBS);
    }

    private void record() {
        for (int i = 0; i < JOBS; i++) {
            depth.changed(PoolObserver.Change.QUEUED, job, 3L * i, 1, 0);
            depth.changed(PoolObserver.Change.STARTED, job, 3L * i + 1, 0, 1);
            depth.changed(PoolObserver.Change.FINISHED, job, 3L * i + 2, 0, 0);
            jobs.record("job", 0, Outcome.OK, 3L * i, 3L * i + 1, 3L * i + 2, 3L * i + 3, 1);
        }
    }
}
