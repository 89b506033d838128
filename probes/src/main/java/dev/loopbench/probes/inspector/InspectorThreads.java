package dev.loopbench.probes.inspector;

import java.util.concurrent.ThreadFactory;

/**
 * Makes the threads that read what a process sends, or wait for it: daemons. Immutable.
 *
 * @param name of what they do
 */
public record InspectorThreads(String name) implements ThreadFactory {

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "loopbench-" + name);
        thread.setDaemon(true);
        return thread;
    }
}
