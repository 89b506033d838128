package dev.loopbench.cli.order;

import java.util.concurrent.ThreadFactory;

/** Makes the thread an alarm waits on: a daemon. Stateless. */
final class AlarmThreads implements ThreadFactory {

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "loopbench-timeout");
        thread.setDaemon(true);
        return thread;
    }
}
