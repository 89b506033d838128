package dev.loopbench.loopcore.clock;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The platform's per-thread CPU clock. Thread-safe. */
public final class SystemCpuClock implements CpuClock {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final boolean supported = threads.isCurrentThreadCpuTimeSupported();

    @Override
    public long threadCpuNanos() {
        return supported ? threads.getCurrentThreadCpuTime() : NOT_MEASURED;
    }
}
