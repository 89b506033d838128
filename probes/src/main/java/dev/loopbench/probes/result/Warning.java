package dev.loopbench.probes.result;

/** A reason to doubt, and what to do about it. */
public record Warning(String id, String message, String hint) {}
