package dev.loopbench.reports.trace;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The tracks of a trace from top to bottom: the loop, what disturbed it, the workers. Confined to
 * the thread that writes the trace.
 */
final class Tracks {

    static final long LOOP = 1;
    static final long PAUSES = 2;
    static final long THROTTLING = 3;
    private static final long FIRST_WORKER = 10;

    private final SortedMap<Long, String> names = new TreeMap<>(Map.of(LOOP, "event loop"));

    long pauses() {
        names.put(PAUSES, "GC pauses");
        return PAUSES;
    }

    long throttling() {
        names.put(THROTTLING, "throttling of the cgroup");
        return THROTTLING;
    }

    long worker(int number) {
        long tid = FIRST_WORKER + number;
        names.put(tid, "worker " + number);
        return tid;
    }

    /** The names of the tracks that are used, and their order. */
    void write(String process, Consumer<TraceEvent> out) {
        out.accept(TraceEvent.metadata("process_name", LOOP, "name", process));
        names.forEach(
                (tid, name) -> {
                    out.accept(TraceEvent.metadata("thread_name", tid, "name", name));
                    out.accept(TraceEvent.metadata("thread_sort_index", tid, "sort_index", tid));
                });
    }
}
