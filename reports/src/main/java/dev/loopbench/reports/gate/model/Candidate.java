package dev.loopbench.reports.gate.model;

import org.jspecify.annotations.Nullable;

/**
 * A cell that a campaign may gate though nobody has named it. Immutable.
 *
 * @param isMain whether a campaign is worth its time with it alone: the pace, the mean response,
 *     the mean service
 * @param reason why it cannot be gated, as far as one fork of either side tells; null if it can
 */
public record Candidate(Cell cell, boolean isMain, @Nullable String reason) {}
