package dev.loopbench.loopcore;

import org.jspecify.annotations.Nullable;

/**
 * What {@link IdleHandle}, {@link PrepareHandle} and {@link CheckHandle} have in common: a place in
 * the list of their kind while they are started, and a callback.
 *
 * <p>Confined to the loop thread.
 */
final class Watcher {

    private final Handle handle;
    private final WatcherList list;
    private @Nullable Runnable callback;
    @Nullable Watcher previous;
    @Nullable Watcher next;

    Watcher(Handle handle, WatcherList list) {
        this.handle = handle;
        this.list = list;
    }

    /** An active one keeps its callback (rule W03). */
    void start(Runnable newCallback) {
        handle.requireOpen();
        if (handle.isActive()) {
            return;
        }
        if (newCallback == null) {
            throw new IllegalArgumentException(
                    "the " + handle.label() + " handle needs a callback");
        }
        callback = newCallback;
        list.addFirst(this);
        handle.hold.active(true);
    }

    void stop() {
        if (handle.isActive()) {
            list.remove(this);
            handle.hold.active(false);
        }
    }

    void run(CallbackRunner runner) {
        if (callback != null) {
            runner.run(handle.label(), callback);
        }
    }
}
