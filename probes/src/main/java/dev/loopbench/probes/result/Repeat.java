package dev.loopbench.probes.result;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One repetition: the figures a comparison may use. */
public record Repeat(
        int index,
        long makespanNanos,
        long operations,
        long errors,
        @Nullable Double perSecond,
        SortedMap<String, @Nullable Long> nanos) {}
