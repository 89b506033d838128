package dev.loopbench.probes.server;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The platform threads of Java of one process: neither virtual ones nor the JVM's own. Thread-safe.
 */
interface JvmThreads {

    long live();

    /** All that were ever started. */
    long started();

    /** The most that lived at once since the last reset. */
    long peak();

    void resetPeak();

    static JvmThreads ofThisJvm() {
        return new Bean(ManagementFactory.getThreadMXBean());
    }

    /** By the bean. */
    record Bean(ThreadMXBean bean) implements JvmThreads {

        @Override
        public long live() {
            return bean.getThreadCount();
        }

        @Override
        public long started() {
            return bean.getTotalStartedThreadCount();
        }

        @Override
        public long peak() {
            return bean.getPeakThreadCount();
        }

        @Override
        public void resetPeak() {
            bean.resetPeakThreadCount();
        }
    }
}
