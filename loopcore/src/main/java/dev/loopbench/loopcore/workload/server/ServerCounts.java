package dev.loopbench.loopcore.workload.server;

/**
 * What a server on the loop has had to do so far. Immutable.
 *
 * @param connections open now
 * @param accepted so far, without those refused
 * @param refused beyond the limit of connections, closed at once
 */
public record ServerCounts(int connections, long accepted, long refused) {}
