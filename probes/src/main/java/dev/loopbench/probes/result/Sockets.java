package dev.loopbench.probes.result;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The server's TCP sockets as the kernel's tables show them: those bound to its port, of both
 * address families. Looked at now and then, so what came and went between two samples was not seen.
 *
 * @param unavailable reasons by the name of a figure, also of those in groups
 */
public record Sockets(
        int localPort,
        LastSample lastSample,
        Queues queues,
        Losses losses,
        @Nullable Descriptors descriptors,
        Sampling sampling,
        Listed listed,
        SortedMap<String, String> unavailable) {

    /** At most so many connections are listed; the others are counted as dropped. */
    public static final int MAX_CONNECTIONS = 10_000;

    /**
     * The last sample under load.
     *
     * @param sampledAtNanos when it was taken, from the start of the run
     * @param states number of sockets by state, named as netstat does
     */
    public record LastSample(
            @Nullable Long sampledAtNanos, @Nullable SortedMap<String, Long> states) {}

    /**
     * What stood in the kernel's queues.
     *
     * @param receiveBuffers bytes that arrived and were not read
     * @param sendBuffers bytes that were written and not acknowledged
     * @param backlog how many connections may wait to be accepted; null where nobody told
     * @param acceptQueueMax the most connections that were established and not yet accepted
     */
    public record Queues(
            @Nullable Buffers receiveBuffers,
            @Nullable Buffers sendBuffers,
            @Nullable Backlog backlog,
            @Nullable Long acceptQueueMax) {}

    /**
     * What did not arrive, or found no room.
     *
     * @param retransmitTimeoutsMax the most retransmission time-outs that stood unrecovered at
     *     once, added up over all sockets: not how many there were
     * @param retransmittedSegments of the whole network namespace, all its connections
     * @param listenOverflows how often an accept queue was full when a connection came; one
     *     connection may come several times. Of the whole network namespace
     * @param listenDrops how often a listening socket dropped what came, for a full queue or any
     *     other reason. Of the whole network namespace
     */
    public record Losses(
            @Nullable Long retransmitTimeoutsMax,
            @Nullable Long retransmittedSegments,
            @Nullable Long listenOverflows,
            @Nullable Long listenDrops) {}

    /**
     * Sockets one by one.
     *
     * @param connections one row per socket of the last sample under load; null where not asked for
     * @param connectionsDropped rows there was no room for
     */
    public record Listed(@Nullable List<Connection> connections, long connectionsDropped) {}

    /**
     * Room of the accept queue. The kernel takes one connection more than that (Linux compares with
     * "greater than").
     *
     * @param asked by the server
     * @param inForce after the kernel's cap, net.core.somaxconn; null where it does not tell
     */
    public record Backlog(long asked, @Nullable Long inForce) {}

    /**
     * What all connections together had in their buffers.
     *
     * @param meanBytes over the samples
     * @param maxBytes in one sample
     * @param connectionMaxBytes of one connection in one sample
     */
    public record Buffers(double meanBytes, long maxBytes, long connectionMaxBytes) {}

    /**
     * File descriptors the process had open.
     *
     * @param start when first counted; {@code end} when last counted
     * @param limit null where there is none or nobody tells
     * @param series at most a few hundred points, each the largest number until the next one
     */
    public record Descriptors(
            long start, long max, long end, @Nullable Long limit, List<Point> series) {

        /** From {@code atNanos} on up to {@code count} descriptors were open. */
        public record Point(long atNanos, long count) {}
    }

    /**
     * What looking cost.
     *
     * @param samples of the tables
     * @param costNanos CPU time of all looking, at descriptors too; the time that passed where the
     *     platform does not tell a thread's CPU time
     * @param malformedLines of the kernel's tables: skipped
     */
    public record Sampling(long samples, long costNanos, long malformedLines) {}

    /**
     * One socket.
     *
     * @param local address and port, {@code 127.0.0.1:8080} or {@code [::1]:8080}
     * @param remote null while it listens
     * @param receiveBytes arrived and not read; null while it listens
     * @param sendBytes written and not acknowledged; null while it listens
     * @param acceptQueue established and not yet accepted; null unless it listens
     * @param retransmitTimeouts in a row, not recovered from until now; 0 again once it has
     */
    public record Connection(
            String state,
            String local,
            @Nullable String remote,
            @Nullable Long receiveBytes,
            @Nullable Long sendBytes,
            @Nullable Long acceptQueue,
            long retransmitTimeouts) {}
}
