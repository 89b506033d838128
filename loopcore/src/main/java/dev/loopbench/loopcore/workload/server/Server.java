package dev.loopbench.loopcore.workload.server;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.net.ServiceObserver;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.Sentence;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A program that answers clients. Called on the loop thread, whatever threads it answers on. */
public interface Server extends AutoCloseable {

    /** Called before {@link #open}: told of what it has the pool do for its requests. */
    default void observe(OperationObserver observer) {}

    /** What was first wrong with a result of that. */
    default Optional<Sentence> wrong() {
        return Optional.empty();
    }

    /**
     * Neither it nor its connections keep the loop alive: for a server whose clients are on the
     * same loop. Called before {@link #open}.
     */
    void unref();

    /**
     * Listens.
     *
     * @param address port 0 stands for any
     * @param observer told of connections and answers by a server on the loop; by others never
     * @return where it listens
     * @throws WorkloadException if it cannot
     * @throws WrongResultException if what its requests cost does not give a known result
     */
    InetSocketAddress open(EventLoop loop, InetSocketAddress address, ServiceObserver observer)
            throws WrongResultException, WorkloadException;

    /** What has become of its connections so far. */
    ServerCounts counts();

    /** Connections that may wait to be accepted, as it asked of the system. */
    int backlog();

    /** Whether each answer is told to the observer: whether it is on the loop. */
    boolean isObserved();

    /** Closes its handles; the loop then runs until they are gone. Not after an interrupt. */
    void release();

    /** Ends what else it has. Called once. */
    @Override
    void close();
}
