package dev.loopbench.loopcore.workload.server;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.net.InetSocketAddress;

/** A program that answers clients. Called on the loop thread, whatever threads it answers on. */
public interface Server extends AutoCloseable {

    /**
     * Listens.
     *
     * @param address port 0 stands for any
     * @return where it listens
     * @throws WorkloadException if it cannot
     */
    InetSocketAddress open(EventLoop loop, InetSocketAddress address) throws WorkloadException;

    /** Closes its handles; the loop then runs until they are gone. Not after an interrupt. */
    void release();

    /** Ends what else it has. Called once. */
    @Override
    void close();
}
