package dev.loopbench.probes.result;

/**
 * The connections of a server that goes on. Immutable.
 *
 * @param open now
 * @param accepted so far, without those refused
 * @param refused beyond the limit
 */
public record LiveConnections(long open, long accepted, long refused) {}
