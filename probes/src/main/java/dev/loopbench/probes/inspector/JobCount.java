package dev.loopbench.probes.inspector;

/**
 * How many jobs a process's pool has begun, as far as that can be told without tracing; those of
 * the file system and lookups of names need not count, since workers write no trace events of them.
 */
@FunctionalInterface
public interface JobCount {

    /**
     * From any origin; grows. Off by a factor of two at most, but far too few where tiny jobs come
     * in bursts. Takes well below a millisecond.
     */
    long jobs();

    /** How many jobs a second somebody has counted one by one; 0 where nobody does. */
    default double seenPerSecond() {
        return 0;
    }
}
