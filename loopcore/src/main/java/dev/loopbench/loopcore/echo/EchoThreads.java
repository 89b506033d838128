package dev.loopbench.loopcore.echo;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes platform threads for a {@link ThreadEchoServer}, {@code loopbench-echo-0} onwards: daemons,
 * so that none keeps the process from ending. Thread-safe by an atomic counter.
 */
public final class EchoThreads implements ThreadFactory {

    private final AtomicInteger made = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "loopbench-echo-" + made.getAndIncrement());
        thread.setDaemon(true);
        return thread;
    }
}
