package dev.loopbench.loopcore;

import org.jspecify.annotations.Nullable;

/**
 * The started handles of one kind, the most recently started first; from then on the order is
 * stable (rule W03). Each is called once a pass; one that is started during a pass waits for the
 * next, one that is stopped is not called again (rules W01, W02).
 *
 * <p>Confined to the loop thread.
 */
final class WatcherList {

    private @Nullable Watcher first;

    /**
     * The next one the pass in progress calls. Those started meanwhile stand in front of it, so
     * that no copy of the list is needed.
     */
    private @Nullable Watcher upcoming;

    boolean isEmpty() {
        return first == null;
    }

    void addFirst(Watcher watcher) {
        watcher.next = first;
        if (first != null) {
            first.previous = watcher;
        }
        first = watcher;
    }

    void remove(Watcher watcher) {
        if (upcoming == watcher) {
            upcoming = watcher.next;
        }
        if (watcher.previous == null) {
            first = watcher.next;
        } else {
            watcher.previous.next = watcher.next;
        }
        if (watcher.next != null) {
            watcher.next.previous = watcher.previous;
        }
        watcher.previous = null;
        watcher.next = null;
    }

    void run(CallbackRunner runner) {
        upcoming = first;
        for (Watcher watcher = upcoming; watcher != null; watcher = upcoming) {
            upcoming = watcher.next;
            watcher.run(runner);
        }
    }
}
