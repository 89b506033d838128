package dev.loopbench.loopcore.clock;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Waits on a thread of its own, as finely as the operating system's timers allow. Thread-safe (by a
 * lock).
 *
 * <p>Actions run on that thread, one at a time, without the lock; they do not throw. An interrupt
 * of the thread ends the alarm as {@link #close} does.
 */
public final class SystemAlarm implements Alarm {

    private final NanoClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;

    private @Nullable Runnable action;
    private long instantNanos;
    private boolean closed;

    /**
     * @param clock the clock of the instants; it moves with real time
     */
    public SystemAlarm(NanoClock clock, ThreadFactory threads) {
        this.clock = clock;
        this.thread = threads.newThread(this::runActions);
        thread.start();
    }

    @Override
    public void set(long instantNanos, Runnable action) {
        lock.lock();
        try {
            // A wake-up costs two switches: a thread that will look in time anyway is let be.
            boolean wake = this.action == null || instantNanos - this.instantNanos < 0;
            this.action = action;
            this.instantNanos = instantNanos;
            if (wake) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns once an action that was running is over, unless that is the caller. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            action = null;
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (!Thread.currentThread().equals(thread)) {
            join();
        }
    }

    private void runActions() {
        try {
            Runnable due = awaitDue();
            while (due != null) {
                due.run();
                due = awaitDue();
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /** Blocks until the set instant is there; null once the alarm is closed. */
    private @Nullable Runnable awaitDue() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                if (action == null) {
                    changed.await();
                    continue;
                }
                long leftNanos = instantNanos - clock.nanoTime();
                if (leftNanos <= 0) {
                    Runnable due = action;
                    action = null;
                    return due;
                }
                changed.awaitNanos(leftNanos);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
