package dev.loopbench.loopcore.pool;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes a pool's threads, {@code loopbench-worker-0} onwards: daemons, so that a job that hangs
 * never keeps the process from ending. Thread-safe.
 */
public final class WorkerThreads implements ThreadFactory {

    /** libuv's stack size since 1.45 (rule P14); a virtual machine may take it as a hint. */
    private static final long STACK_SIZE_BYTES = 8L * 1024 * 1024;

    private final AtomicInteger made = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
        String name = "loopbench-worker-" + made.getAndIncrement();
        Thread thread = new Thread(null, task, name, STACK_SIZE_BYTES);
        thread.setDaemon(true);
        return thread;
    }
}
