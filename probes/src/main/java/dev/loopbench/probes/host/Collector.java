package dev.loopbench.probes.host;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

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
    }
}
