package dev.loopbench.probes.result;

/**
 * The connections of a server that goes on. Immutable.
 *
 * @param open now
 * @param accepted so far, without those refused
 * @param refused beyond the limit
 * @param idleClosed as they were idle for longer than the keep-alive time-out
 */
public record LiveConnections(long open, long accepted, long refused, long idleClosed) {}
