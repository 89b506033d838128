package dev.loopbench.reports.openmetrics;

import dev.loopbench.probes.result.Memory;
import org.jspecify.annotations.Nullable;

/** Memory in the course of the run; what is not told is left out. Stateless. */
final class MemoryFamilies {

    private static final String BYTES = "bytes";

    private MemoryFamilies() {}

    static void write(@Nullable Memory memory, Exposition text) {
        if (memory == null) {
            return;
        }
        course("loopbench_memory_rss", "Memory of the process in RAM", memory.rss(), text);
        course("loopbench_memory_heap", "Heap in use", memory.heap(), text);
        course("loopbench_memory_direct", "Buffers outside of the heap", memory.direct(), text);
        if (memory.heapMaxBytes() != null) {
            text.gauge("loopbench_memory_heap_max_bytes", BYTES, "What the heap may grow to.")
                    .sample(memory.heapMaxBytes());
        }
        text.gauge(
                        "loopbench_memory_held_peak_bytes",
                        BYTES,
                        "The most that operations held for work that was queued.")
                .sample(memory.held().peakBytes());
    }

    private static void course(
            String name, String help, Memory.@Nullable Course course, Exposition text) {
        if (course != null) {
            text.gauge(name + "_bytes", BYTES, help + " at the end of the run.")
                    .sample(course.endBytes());
            text.gauge(name + "_peak_bytes", BYTES, help + " at most.").sample(course.peakBytes());
        }
    }
}
