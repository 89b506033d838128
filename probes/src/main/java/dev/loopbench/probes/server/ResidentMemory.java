package dev.loopbench.probes.server;

import dev.loopbench.probes.host.KernelNumbers;
import dev.loopbench.probes.host.ProcFiles;
import dev.loopbench.probes.host.Reading;
import java.util.OptionalLong;

/**
 * Memory of this process in RAM. Stateless.
 *
 * <p>Kernels before 6.2 let each thread keep up to 64 pages to itself before it adds them to {@code
 * VmRSS}: with ten thousand threads that may be gigabytes. {@code smaps_rollup} counts the pages
 * one by one, so it is asked first; that takes some milliseconds.
 */
final class ResidentMemory {

    private static final String STATUS = "proc/self/status";

    private final ProcFiles files;

    ResidentMemory(ProcFiles files) {
        this.files = files;
    }

    Reading<Long> bytes() {
        OptionalLong counted =
                KernelNumbers.keyedBytes(files.lines("proc/self/smaps_rollup"), "Rss");
        return counted.isPresent() ? Reading.of(counted.getAsLong()) : status("VmRSS");
    }

    /** Since the process started, as the kernel noted it: what it has not added yet is not in. */
    Reading<Long> peakBytes() {
        return status("VmHWM");
    }

    private Reading<Long> status(String key) {
        OptionalLong bytes = KernelNumbers.keyedBytes(files.lines(STATUS), key);
        return bytes.isPresent()
                ? Reading.of(bytes.getAsLong())
                : Reading.missing(files.whyMissing(STATUS));
    }
}
