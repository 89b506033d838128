package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Report;
import java.net.InetSocketAddress;
import java.util.OptionalLong;

/**
 * Port: starts clients in a process of their own, so that they share neither heap nor collector
 * with the server that is measured.
 */
@FunctionalInterface
public interface ClientLauncher {

    /**
     * @param signals called on a thread of the launcher
     */
    Clients launch(InetSocketAddress server, Signals signals) throws WorkloadException;

    /** How far the clients are. Thread-safe. */
    interface Signals {

        /** All connections are open and warm; they wait for {@link Clients#go}. */
        void ready();

        /**
         * The load is over, and their connections stay open until {@link Clients#dismiss}; or the
         * clients have failed.
         */
        void finished();
    }

    /** The other process. Thread-safe. */
    interface Clients extends AutoCloseable {

        /** Begins the measured load; what comes after the first call does nothing. */
        void go();

        /** Nobody looks at their connections any more: they may be closed. To be called once. */
        void dismiss();

        /** CPU time of the process so far; empty where the platform does not tell. */
        OptionalLong cpuNanos();

        /** Ends the load soon; what was measured by then is reported. */
        void interrupt();

        /**
         * Waits for what they have measured.
         *
         * @throws WrongResultException if a reply was not what it had to be
         * @throws WorkloadException if they could not do their work
         */
        Report report() throws WrongResultException, WorkloadException;

        /** Ends the process if it has not ended. */
        @Override
        void close();
    }
}
