package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.NanoClock;

/** Holds the calling thread for a time. Thread-safe. */
@FunctionalInterface
interface Holding {

    /** What falling asleep and waking up computes; only simulated time uses it. */
    long WAKE_NANOS = 5_000L;

    /**
     * Uses no CPU but for falling asleep and waking up. Platforms before Java 21 wait for whole
     * milliseconds, rounded up.
     */
    Holding SLEEP =
            (clock, forNanos) -> {
                clock.sleep(forNanos);
                clock.charge(WAKE_NANOS);
            };

    void hold(NanoClock clock, long forNanos);

    /** Computes: as {@link CpuClock#spin}. */
    static Holding spin(CpuClock cpuClock) {
        return cpuClock::spin;
    }
}
