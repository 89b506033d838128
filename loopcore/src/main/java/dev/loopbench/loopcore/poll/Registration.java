package dev.loopbench.loopcore.poll;

/** One channel watched by a {@link Poller}. Confined to the loop thread. */
public interface Registration {

    /** Changes what is waited for; takes effect in the next poll. 0 waits for nothing. */
    void interest(int interestOps);

    /** What the channel was ready for in the poll that reported it. */
    int readyOps();

    /** False once the channel was closed: its events are then dropped. */
    boolean isValid();

    /** Who is called when the channel is ready. */
    ReadyCallback callback();
}
