package dev.loopbench.cli.gate.measure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether somebody has asked the campaign to end. Thread-safe (by a latch). */
final class Interruption {

    /** Ctrl-C reaches the forks as soon as it reaches this process, whose threads must hear it. */
    private static final long NOTICE_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    private final CountDownLatch asked = new CountDownLatch(1);

    void ask() {
        asked.countDown();
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Whether the end of a fork by a signal turns out to be the end of this process, too. */
    boolean isAskedSoon() {
        try {
            return asked.await(NOTICE_NANOS_MAX, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
