package dev.loopbench.probes.phase;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class PhaseProbeAllocationIT {

    private final NanoClock clock = new SystemNanoClock();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Hundreds of iterations at least, each one a stall; the calibration makes one array. */
    @Test
    void recording_allocates_nothing() {
        PhaseProbe probe = new PhaseProbe(CpuClock.NONE, 1);
        probe.open(clock.nanoTime());
        ProbeCost.nanosPerEvent(clock, probe);
        long before = threads.getCurrentThreadAllocatedBytes();
        ProbeCost.nanosPerEvent(clock, probe);
        long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;

        long arrayBytes = 8192 * Long.BYTES;
        assertThat(allocatedBytes).isLessThan(arrayBytes + 4096);
        assertThat(probe.events()).isPositive();
    }
}
