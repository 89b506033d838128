package dev.loopbench.probes.session;

import java.util.concurrent.ThreadFactory;

/**
 * Makes one of the session's own threads: a daemon named after what it does, so that a profile
 * tells the instrument from what it measures. Immutable.
 *
 * @param role the thread is called {@code loopbench-ROLE}
 */
record SessionThreads(String role) implements ThreadFactory {

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "loopbench-" + role);
        thread.setDaemon(true);
        return thread;
    }
}
