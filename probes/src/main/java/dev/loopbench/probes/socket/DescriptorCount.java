package dev.loopbench.probes.socket;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.loopbench.probes.host.ProcFiles;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/**
 * File descriptors of this process. Thread-safe. Negative where the platform does not tell.
 *
 * <p>Linux tells their number as the size of {@code /proc/self/fd} since 6.2. Elsewhere the JVM
 * lists them one by one, which costs more the more there are.
 */
interface DescriptorCount {

    long open();

    /** Negative, too, where there is no limit. */
    long limit();

    /**
     * @param files of the machine this process runs on
     */
    static DescriptorCount ofThisJvm(ProcFiles files) {
        OperatingSystemMXBean os = ManagementFactory.getOperatingSystemMXBean();
        return os instanceof UnixOperatingSystemMXBean unix ? new Unix(files, unix) : new Untold();
    }

    /** By the kernel or by the bean. */
    record Unix(ProcFiles files, UnixOperatingSystemMXBean bean) implements DescriptorCount {

        @Override
        public long open() {
            long told = files.sizeBytes("proc/self/fd");
            return told > 0 ? told : bean.getOpenFileDescriptorCount();
        }

        @Override
        public long limit() {
            return bean.getMaxFileDescriptorCount();
        }
    }

    /** Where there are none. */
    record Untold() implements DescriptorCount {

        @Override
        public long open() {
            return -1;
        }

        @Override
        public long limit() {
            return -1;
        }
    }
}
