package dev.loopbench.loopcore.workload;

/**
 * What a workload is made from. Immutable.
 *
 * @param name its operations and pool jobs carry this as their kind: the type's name, or another
 *     where two workloads of one type run side by side
 * @param values of its parameters
 * @param seed of what it draws at random: the same seed gives the same draws
 */
public record WorkloadSetup(String name, ParameterValues values, long seed) {}
