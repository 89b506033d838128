package dev.loopbench.probes.server;

import dev.loopbench.probes.host.Reading;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of thread stacks, as the JVM's native memory tracking tells it. Immutable. Reserved is
 * address space; committed are the pages in RAM, which the JVM counts by {@code mincore}.
 *
 * <p>The kernel itself does not tell which mappings are stacks of threads, so without the tracking
 * there is no truthful figure.
 */
record StackMemory(long reservedBytes, long committedBytes) {

    private static final Pattern STACKS =
            Pattern.compile("\\(stack: reserved=(\\d{1,18}), committed=(\\d{1,18})[,)]");

    private static final String NOT_TRACKED =
            "the JVM does not run with -XX:NativeMemoryTracking=summary";

    static Reading<StackMemory> read(NativeMemory memory) {
        String summary = memory.summary().orElse(null);
        if (summary == null) {
            return Reading.missing("this JVM has no native memory tracking");
        }
        Matcher stacks = STACKS.matcher(summary);
        return stacks.find()
                ? Reading.of(
                        new StackMemory(
                                Long.parseLong(stacks.group(1)), Long.parseLong(stacks.group(2))))
                : Reading.missing(NOT_TRACKED);
    }
}
