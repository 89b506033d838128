package dev.loopbench.probes.result;

/** One of a closed set of things that reports write as a word. Immutable. */
public interface Worded {

    /** As reports write it: stable. */
    String word();
}
