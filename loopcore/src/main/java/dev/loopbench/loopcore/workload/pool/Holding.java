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

    /**
     * Uses so much CPU time of the thread, which takes longer where threads share a core: then as
     * much gets done as by real work, and no more. Where the platform cannot tell a thread's CPU
     * time, that much time.
     */
    static Holding spin(CpuClock cpuClock) {
        return (clock, forNanos) -> {
            long startNanos = clock.nanoTime();
            long startCpuNanos = cpuClock.threadCpuNanos();
            clock.charge(forNanos);
            if (clock.nanoTime() - startNanos >= forNanos) {
                return; // Simulated time has arrived with the charge.
            }
            boolean cpuMeasured = startCpuNanos != CpuClock.NOT_MEASURED;
            // Both: the two clocks of the system may differ by a few in a million.
            while (clock.nanoTime() - startNanos < forNanos
                    || (cpuMeasured && cpuClock.threadCpuNanos() - startCpuNanos < forNanos)) {
                Thread.onSpinWait();
            }
        };
    }
}
