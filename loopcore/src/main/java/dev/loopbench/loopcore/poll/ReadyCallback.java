package dev.loopbench.loopcore.poll;

/** Runs on the loop thread, in the poll phase, when a channel is ready. */
@FunctionalInterface
public interface ReadyCallback {

    /**
     * {@code readyOps}: the bits of {@link java.nio.channels.SelectionKey} the channel is ready
     * for.
     */
    void ready(int readyOps);
}
