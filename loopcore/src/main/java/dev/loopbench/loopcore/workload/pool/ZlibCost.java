package dev.loopbench.loopcore.workload.pool;

/** What compression costs on the simulated machine, of the order of a core of today. Stateless. */
final class ZlibCost {

    /** Nanoseconds for a byte of text, by level. */
    private static final long[] GZIP_BYTE_NANOS = {1, 9, 10, 13, 15, 22, 30, 36, 48, 60};

    private static final long GUNZIP_BYTE_NANOS = 3L;

    private ZlibCost() {}

    static long gzipNanos(int level, long lengthBytes) {
        return lengthBytes * GZIP_BYTE_NANOS[level];
    }

    static long gunzipNanos(long lengthBytes) {
        return lengthBytes * GUNZIP_BYTE_NANOS;
    }
}
