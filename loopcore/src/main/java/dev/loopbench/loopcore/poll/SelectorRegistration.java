package dev.loopbench.loopcore.poll;

import java.nio.channels.SelectionKey;

/** A selection key and whom to call. Confined to the loop thread. */
final class SelectorRegistration implements Registration {

    private final SelectionKey key;
    private final ReadyCallback callback;
    private int readyOps;

    SelectorRegistration(SelectionKey key, ReadyCallback callback) {
        this.key = key;
        this.callback = callback;
    }

    /** In the selector's hands: the key's own set may change with its next select. */
    void takeReadyOps() {
        readyOps = key.readyOps();
    }

    @Override
    public void interest(int interestOps) {
        if (key.isValid()) {
            key.interestOps(interestOps);
        }
    }

    @Override
    public int readyOps() {
        return readyOps;
    }

    @Override
    public boolean isValid() {
        return key.isValid();
    }

    @Override
    public ReadyCallback callback() {
        return callback;
    }
}
