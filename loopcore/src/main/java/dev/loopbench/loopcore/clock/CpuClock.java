package dev.loopbench.loopcore.clock;

/** CPU time of the calling thread. Thread-safe. */
public interface CpuClock {

    /** Returned where the platform cannot tell a thread's CPU time. */
    long NOT_MEASURED = -1L;

    /** Never reads anything. */
    CpuClock NONE = () -> NOT_MEASURED;

    /** CPU nanoseconds the calling thread has used so far, or {@link #NOT_MEASURED}. */
    long threadCpuNanos();
}
