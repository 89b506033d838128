package dev.loopbench.loopcore.workload.server;

/**
 * What has become of a server's connections so far. Immutable.
 *
 * @param connections open now
 * @param accepted so far, without those refused
 * @param refused beyond the limit of connections, closed at once
 * @param idleClosed as they were idle for longer than the keep-alive time-out; 0 where there is
 *     none
 */
public record ServerCounts(int connections, long accepted, long refused, long idleClosed) {

    /** Of a server that has not been opened. */
    public static final ServerCounts NONE = new ServerCounts(0, 0, 0, 0);
}
