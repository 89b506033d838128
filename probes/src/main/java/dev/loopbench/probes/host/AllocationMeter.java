package dev.loopbench.probes.host;

import com.sun.management.ThreadMXBean;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks this JVM what its threads have allocated. Stateless. */
final class AllocationMeter {

    /** JDK 21, and late updates of older ones; it knows of threads that have ended, too. */
    private static final String TOTAL = "getTotalThreadAllocatedBytes";

    private static final Reading<AllocationState> NOT_TOLD =
            Reading.missing("the JVM does not tell what threads allocate");

    private AllocationMeter() {}

    static Supplier<Reading<AllocationState>> ofThisJvm() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        if (threads == null
                || !threads.isThreadAllocatedMemorySupported()
                || !threads.isThreadAllocatedMemoryEnabled()) {
            return () -> NOT_TOLD;
        }
        Optional<MethodHandle> total = total();
        return total.isPresent() ? () -> all(total.get(), threads) : () -> alive(threads);
    }

    private static Optional<MethodHandle> total() {
        try {
            return Optional.of(
                    MethodHandles.publicLookup()
                            .findVirtual(
                                    ThreadMXBean.class, TOTAL, MethodType.methodType(long.class)));
        } catch (NoSuchMethodException | IllegalAccessException olderJvm) {
            return Optional.empty();
        }
    }

    private static Reading<AllocationState> all(MethodHandle total, ThreadMXBean threads) {
        try {
            long bytes = (long) total.invokeExact(threads);
            return bytes < 0 ? NOT_TOLD : Reading.of(AllocationState.ofAll(bytes));
        } catch (Throwable refused) { // whatever the target throws
            return NOT_TOLD;
        }
    }

    static Reading<AllocationState> alive(ThreadMXBean threads) {
        long started = threads.getTotalStartedThreadCount();
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> byThread = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] >= 0) {
                byThread.put(ids[i], bytes[i]);
            }
        }
        return Reading.of(new AllocationState(byThread, started));
    }
}
