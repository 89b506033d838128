package dev.loopbench.probes.host;

import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one garbage collector bean. Thread-safe: the JVM's own counters.
 *
 * <p>Most beans count stop-the-world pauses. ZGC and Shenandoah have two sorts: those named {@code
 * … Cycles} count concurrent work from its begin to its end, which stops nobody. G1's {@code G1
 * Concurrent GC} (JDK 20 and later) is a bean of pauses in spite of its name: it counts remark and
 * cleanup (JDK-8297247).
 */
interface Collector {

    String name();

    long count();

    /** Milliseconds are all the JVM tells. */
    long timeMillis();

    /** The last one; null before the first, and where the JVM does not tell. */
    default @Nullable Collection last() {
        return null;
    }

    /**
     * One collection, as the JVM tells of it. Immutable.
     *
     * @param collector that made it
     * @param number its place among those of this collector, from 1
     * @param startMillis of the JVM's clock, see {@link GcClock}
     * @param called whether code asked for it: {@code System.gc()}
     * @param heapBeforeBytes used when it began: the heap only grows between collections
     */
    record Collection(
            String collector,
            long number,
            long startMillis,
            long durationMillis,
            boolean called,
            long heapBeforeBytes,
            long heapAfterBytes) {

        private static final Set<String> HEAP_POOLS =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getName)
                        .collect(Collectors.toUnmodifiableSet());

        /** What the JVM gives as the cause of a collection that code asks for. */
        private static final String CALL = "System.gc()";

        static Collection of(String collector, String cause, GcInfo info) {
            return new Collection(
                    collector,
                    info.getId(),
                    info.getStartTime(),
                    info.getDuration(),
                    cause.equals(CALL),
                    heapBytes(info.getMemoryUsageBeforeGc()),
                    heapBytes(info.getMemoryUsageAfterGc()));
        }

        private static long heapBytes(Map<String, MemoryUsage> pools) {
            return pools.entrySet().stream()
                    .filter(pool -> HEAP_POOLS.contains(pool.getKey()))
                    .mapToLong(pool -> pool.getValue().getUsed())
                    .sum();
        }
    }

    static boolean stopsTheWorld(String name) {
        return !name.endsWith(" Cycles");
    }

    /** Those of this JVM that stop the world. */
    static List<Collector> ofThisJvm() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(bean -> stopsTheWorld(bean.getName()))
                .<Collector>map(Bean::new)
                .toList();
    }

    /** By the bean. */
    record Bean(GarbageCollectorMXBean bean) implements Collector {

        @Override
        public String name() {
            return bean.getName();
        }

        @Override
        public long count() {
            return bean.getCollectionCount();
        }

        @Override
        public long timeMillis() {
            return bean.getCollectionTime();
        }

        @Override
        public @Nullable Collection last() {
            if (!(bean instanceof com.sun.management.GarbageCollectorMXBean telling)) {
                return null;
            }
            GcInfo info = telling.getLastGcInfo();
            return info == null ? null : Collection.of(name(), "", info);
        }
    }
}
