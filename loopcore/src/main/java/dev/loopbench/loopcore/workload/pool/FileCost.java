package dev.loopbench.loopcore.workload.pool;

/**
 * What file operations cost on the simulated machine, of the order of a page cache and a solid
 * state disk of today. Stateless.
 */
final class FileCost {

    /** Of a system call on a file, whatever it moves. */
    static final long CALL_NANOS = 5_000L;

    /** Of an {@code fsync}. */
    static final long SYNC_NANOS = 1_000_000L;

    /** Of each entry of a directory that is listed. */
    private static final long ENTRY_NANOS = 200L;

    /** So many bytes go to or from the page cache in a nanosecond. */
    private static final long BYTES_PER_NANO = 8L;

    private FileCost() {}

    /** Of one read or write. */
    static long transferNanos(long bytes) {
        return CALL_NANOS + bytes / BYTES_PER_NANO;
    }

    /** Of listing one directory. */
    static long listNanos(int entries) {
        return CALL_NANOS + entries * ENTRY_NANOS;
    }
}
