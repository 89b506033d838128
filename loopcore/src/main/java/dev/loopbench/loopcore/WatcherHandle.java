package dev.loopbench.loopcore;

import org.jspecify.annotations.Nullable;

/**
 * Calls back once an iteration: an idle handle, a prepare handle right before the loop polls, or a
 * check handle right after (rule W05). A started idle handle, even an unreferenced one, keeps polls
 * from blocking (rules W04, L15).
 *
 * <p>Confined to the loop thread.
 */
public final class WatcherHandle extends Handle {

    private final Started list;
    private @Nullable Runnable callback;
    private @Nullable WatcherHandle previous;
    private @Nullable WatcherHandle next;

    WatcherHandle(EventLoop loop, String kind, Started list) {
        super(loop, kind);
        this.list = list;
    }

    /**
     * Calls back from the next pass on; a handle that is started already keeps its callback (rule
     * W03).
     *
     * @throws IllegalArgumentException without a callback, or if the handle is closing
     */
    public void start(Runnable newCallback) {
        assert loop.isConfined();
        requireOpen();
        if (isActive()) {
            return;
        }
        if (newCallback == null) {
            throw new IllegalArgumentException("the " + label() + " handle needs a callback");
        }
        callback = newCallback;
        list.addFirst(this);
        hold.active(true);
    }

    /** Does nothing if it is not started. */
    public void stop() {
        assert loop.isConfined();
        stopForClose();
    }

    @Override
    void stopForClose() {
        if (isActive()) {
            list.remove(this);
            hold.active(false);
        }
    }

    /**
     * The started handles of one kind, the most recently started first; from then on the order is
     * stable (rule W03). Each is called once a pass; one that is started during a pass waits for
     * the next, one that is stopped is not called again (rules W01, W02).
     */
    static final class Started {

        private @Nullable WatcherHandle first;

        /**
         * The next one the pass in progress calls. Those started meanwhile stand in front of it, so
         * that no copy of the list is needed.
         */
        private @Nullable WatcherHandle upcoming;

        boolean isEmpty() {
            return first == null;
        }

        private void addFirst(WatcherHandle handle) {
            handle.next = first;
            if (first != null) {
                first.previous = handle;
            }
            first = handle;
        }

        private void remove(WatcherHandle handle) {
            if (upcoming == handle) {
                upcoming = handle.next;
            }
            if (handle.previous == null) {
                first = handle.next;
            } else {
                handle.previous.next = handle.next;
            }
            if (handle.next != null) {
                handle.next.previous = handle.previous;
            }
            handle.previous = null;
            handle.next = null;
        }

        void run(CallbackRunner runner) {
            upcoming = first;
            for (WatcherHandle handle = upcoming; handle != null; handle = upcoming) {
                upcoming = handle.next;
                if (handle.callback != null) {
                    runner.run(handle.label(), handle.callback);
                }
            }
        }
    }
}
