package dev.loopbench.probes.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.loopbench.loopcore.Phase;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class TimelineProbeAllocationIT {

    private static final int ITERATIONS = 30_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final TimelineProbe probe = new TimelineProbe(4);
    private long nowNanos;

    /** Long enough to outgrow the bins several times and to fill the list of slices. */
    @Test
    void recording_allocates_nothing() {
        probe.open(0);
        record();
        long before = threads.getCurrentThreadAllocatedBytes();
        record();
        long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;

        // Less than a byte an iteration: what little there is comes from the reading itself.
        assertThat(allocatedBytes).isLessThan(ITERATIONS);
    }

    private void record() {
        for (int i = 0; i < ITERATIONS; i++) {
            long startNanos = nowNanos;
            nowNanos += 100_000 + i;
            probe.pollReturned(i, 1, false, startNanos);
            probe.callbackEnded(Phase.POLL, "read", startNanos, startNanos + 50_000);
            probe.drained(Phase.TICKS, 1, startNanos + 50_000, startNanos + 60_000);
            probe.phaseEnded(Phase.POLL, 1, startNanos, startNanos + 60_000 + i);
            probe.overhead(nowNanos - 1_000, nowNanos);
            probe.served(i % 4, startNanos, nowNanos);
        }
    }
}
