package dev.loopbench.loopcore.clock;

/** CPU time of the calling thread. Thread-safe. */
public interface CpuClock {

    /** Returned where the platform cannot tell a thread's CPU time. */
    long NOT_MEASURED = -1L;

    /** Never reads anything. */
    CpuClock NONE = () -> NOT_MEASURED;

    /** CPU nanoseconds the calling thread has used so far, or {@link #NOT_MEASURED}. */
    long threadCpuNanos();

    /**
     * Uses so much CPU time of the calling thread, which takes longer where threads share a core:
     * then as much gets done as by real work, and no more. Where the platform cannot tell a
     * thread's CPU time, that much time of {@code clock}.
     */
    default void spin(NanoClock clock, long nanos) {
        long startNanos = clock.nanoTime();
        long startCpuNanos = threadCpuNanos();
        clock.charge(nanos);
        if (clock.nanoTime() - startNanos >= nanos) {
            return; // Simulated time has arrived with the charge.
        }
        boolean cpuMeasured = startCpuNanos != NOT_MEASURED;
        // Both: the two clocks of the system may differ by a few in a million.
        while (clock.nanoTime() - startNanos < nanos
                || (cpuMeasured && threadCpuNanos() - startCpuNanos < nanos)) {
            Thread.onSpinWait();
        }
    }
}
