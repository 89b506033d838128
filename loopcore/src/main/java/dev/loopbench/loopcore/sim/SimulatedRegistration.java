package dev.loopbench.loopcore.sim;

import dev.loopbench.loopcore.poll.ReadyCallback;
import dev.loopbench.loopcore.poll.Registration;
import java.nio.channels.SelectableChannel;

/** A channel that is ready when the simulation says so. Confined to the loop thread. */
final class SimulatedRegistration implements Registration {

    private final SelectableChannel channel;
    private final ReadyCallback callback;
    private int readyOps;

    SimulatedRegistration(SelectableChannel channel, ReadyCallback callback) {
        this.channel = channel;
        this.callback = callback;
    }

    void readyOps(int ops) {
        readyOps = ops;
    }

    /** The simulation decides what happens, whatever is waited for. */
    @Override
    public void interest(int interestOps) {}

    @Override
    public int readyOps() {
        return readyOps;
    }

    @Override
    public boolean isValid() {
        return channel.isOpen();
    }

    @Override
    public ReadyCallback callback() {
        return callback;
    }
}
