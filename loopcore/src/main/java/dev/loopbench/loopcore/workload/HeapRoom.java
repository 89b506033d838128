package dev.loopbench.loopcore.workload;

/**
 * How many operations of a load may be in flight at once: as many as the heap has room for. The
 * others start as these end; their response counts from when they were to start. Stateless.
 */
public final class HeapRoom {

    /** At most so many are in flight on any heap. */
    static final int OPERATIONS_MAX = 1_000_000;

    /** What one operation needs, several times over. */
    private static final long BYTES_EACH = 1024;

    private HeapRoom() {}

    /** In this process. */
    public static long operations() {
        return operations(Runtime.getRuntime().maxMemory());
    }

    static long operations(long heapBytes) {
        return Math.min(OPERATIONS_MAX, Math.max(1, heapBytes / BYTES_EACH));
    }

    /** Whether a load is to start more at once than there is room for. */
    public static boolean isExceededBy(LoadModel load) {
        return load instanceof LoadModel.Burst burst && burst.jobs() > operations();
    }
}
