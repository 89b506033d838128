package dev.loopbench.loopcore;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;

/** A channel for the simulated poller, which never looks into it. */
final class FakeChannel extends SelectableChannel {

    @Override
    public SelectorProvider provider() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int validOps() {
        return SelectionKey.OP_READ;
    }

    @Override
    public boolean isRegistered() {
        return false;
    }

    @Override
    public SelectionKey keyFor(Selector selector) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SelectionKey register(Selector selector, int ops, Object attachment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SelectableChannel configureBlocking(boolean block) {
        return this;
    }

    @Override
    public boolean isBlocking() {
        return false;
    }

    @Override
    public Object blockingLock() {
        return this;
    }

    @Override
    protected void implCloseChannel() {}
}
