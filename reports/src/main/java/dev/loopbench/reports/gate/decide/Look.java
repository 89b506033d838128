package dev.loopbench.reports.gate.decide;

/**
 * A decision after so many pairs. Immutable.
 *
 * @param index from 0, over all campaigns that share one error budget
 * @param pairs at which it takes place
 * @param budgetShare of the false alarms that it may spend
 */
public record Look(int index, int pairs, double budgetShare) {}
