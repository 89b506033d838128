package dev.loopbench.probes.memory;

import dev.loopbench.probes.host.KernelNumbers;
import dev.loopbench.probes.host.ProcFiles;
import dev.loopbench.probes.host.Reading;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What tells how much memory this process uses. Thread-safe: it has no state of its own. */
interface ProcessMemory {

    /** In RAM, by the kernel's running count: it may lag behind by 64 pages a thread. */
    Reading<Long> rssBytes();

    /** The most that was in RAM since the process started. */
    Reading<Long> rssPeakBytes();

    long heapBytes();

    /** What the heap may grow to; negative if nothing limits it. */
    long heapMaxBytes();

    Reading<Long> directBytes();

    static ProcessMemory ofThisProcess(ProcFiles files) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        Optional<BufferPoolMXBean> direct =
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .findFirst();
        return new ProcessMemory() {
            @Override
            public Reading<Long> rssBytes() {
                return status("VmRSS");
            }

            @Override
            public Reading<Long> rssPeakBytes() {
                return status("VmHWM");
            }

            @Override
            public long heapBytes() {
                return memory.getHeapMemoryUsage().getUsed();
            }

            @Override
            public long heapMaxBytes() {
                return memory.getHeapMemoryUsage().getMax();
            }

            @Override
            public Reading<Long> directBytes() {
                return direct.map(pool -> Reading.of(pool.getMemoryUsed()))
                        .orElse(Reading.missing("this JVM does not count its direct buffers"));
            }

            private Reading<Long> status(String key) {
                List<String> lines = files.lines("proc/self/status");
                OptionalLong bytes = KernelNumbers.keyedBytes(lines, key);
                return bytes.isPresent()
                        ? Reading.of(bytes.getAsLong())
                        : Reading.missing(files.whyMissing("proc/self/status"));
            }
        };
    }
}
