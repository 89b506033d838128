package dev.loopbench.probes.phase;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class PhaseProbeAllocationIT {

    private static final int ROUNDS = 6;

    private final NanoClock clock = new SystemNanoClock();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * Hundreds of iterations at least, each one a stall; the calibration makes one array. What the
     * platform allocates for itself, when it links a class, it does in one round and not in all.
     */
    @Test
    void recording_allocates_nothing() {
        PhaseProbe probe = new PhaseProbe(ThreadMeter.NONE, 1);
        probe.open(clock.nanoTime());
        long leastBytes = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            ProbeCost.nanosPerEvent(clock, probe);
            leastBytes = Math.min(leastBytes, threads.getCurrentThreadAllocatedBytes() - before);
        }

        long arrayBytes = 8192 * Long.BYTES;
        assertThat(leastBytes).isLessThan(arrayBytes + 4096);
        assertThat(probe.events()).isPositive();
    }
}
