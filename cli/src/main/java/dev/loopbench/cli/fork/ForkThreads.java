package dev.loopbench.cli.fork;

import java.util.concurrent.ThreadFactory;

/** Makes the threads that listen to another process: daemons, named after it. Immutable. */
record ForkThreads(String role) implements ThreadFactory {

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "loopbench-" + role);
        thread.setDaemon(true);
        return thread;
    }
}
