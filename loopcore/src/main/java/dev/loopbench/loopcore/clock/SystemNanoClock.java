package dev.loopbench.loopcore.clock;

import java.util.concurrent.TimeUnit;

/** The machine's monotonic clock. Thread-safe: it has no state. */
public final class SystemNanoClock implements NanoClock {

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void sleep(long nanos) {
        if (nanos <= 0) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void charge(long nanos) {
        // Real work has taken real time already.
    }
}
