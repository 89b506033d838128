package dev.loopbench.probes.host;

import java.util.function.Supplier;

/**
 * Bytes that all threads which run Java have put on the heap between {@link #open} and {@link
 * #close}. Confined to the loop thread.
 */
final class AllocationProbe {

    private static final Reading<AllocationState> NOT_READ = Reading.missing("not read");

    private final Supplier<Reading<AllocationState>> now;
    private Reading<AllocationState> atOpen = NOT_READ;
    private Reading<AllocationState> atClose = NOT_READ;

    AllocationProbe(Supplier<Reading<AllocationState>> now) {
        this.now = now;
    }

    static AllocationProbe ofThisJvm() {
        return new AllocationProbe(AllocationMeter.ofThisJvm());
    }

    /** Starts a window from zero. */
    void open() {
        atOpen = now.get();
    }

    /** Ends the window. */
    void close() {
        atClose = now.get();
    }

    /** Of the closed window. */
    Reading<Long> bytes() {
        if (atOpen.value() == null || atClose.value() == null) {
            return atOpen.with(atClose, (from, to) -> 0L);
        }
        return atClose.value().since(atOpen.value());
    }
}
