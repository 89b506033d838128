package dev.loopbench.probes.merge;

import dev.loopbench.probes.result.Report;

/**
 * One of the reports to add up. Immutable.
 *
 * @param name as the user knows it, for messages
 */
public record Part(String name, Report report) {}
