package dev.loopbench.probes.result;

/** What measured. */
public record Tool(String name, String version, String commit) {}
