package dev.loopbench.loopcore.clock;

import java.util.concurrent.locks.LockSupport;

/** The machine's monotonic clock. Thread-safe: it has no state. */
public final class SystemNanoClock implements NanoClock {

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void sleep(long nanos) {
        // Thread.sleep rounds up to whole milliseconds before Java 21.
        long startNanos = System.nanoTime();
        long leftNanos = nanos;
        while (leftNanos > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(leftNanos);
            leftNanos = nanos - (System.nanoTime() - startNanos);
        }
    }

    @Override
    public void charge(long nanos) {
        // Real work has taken real time already.
    }
}
