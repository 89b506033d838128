package dev.loopbench.loopcore.net;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.pool.FakePool;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** What tests without the machine's sockets have in common. */
final class NetUnit {

    static final Completion IGNORE = error -> {};

    private NetUnit() {}

    /** A loop whose channels are ready when their test says so. */
    static EventLoop loop() {
        VirtualClock clock = VirtualClock.still();
        return new EventLoop(
                EventLoopConfig.of(clock, new SimulatedPoller(clock), new FakePool(clock, 1, 1)));
    }

    static InetSocketAddress address(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Runs callbacks where they stand. */
    static HandleCalls calls() {
        return new HandleCalls() {

            @Override
            public void requestStarted() {}

            @Override
            public void requestFinished(Runnable callback) {
                callback.run();
            }

            @Override
            public void callBack(Runnable callback) {
                callback.run();
            }
        };
    }
}
