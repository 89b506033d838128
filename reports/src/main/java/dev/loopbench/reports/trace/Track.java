package dev.loopbench.reports.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The slices of one thread. Viewers drop slices that overlap without nesting, so what does is cut:
 * here slices nest or are apart, to the nanosecond.
 *
 * <p>Confined to the thread that writes the trace. Empty slices are left out.
 */
final class Track {

    /**
     * @param level slices of a higher one lie within those of a lower one that begin with them
     */
    private record Slice(
            String category, String name, Span span, int level, Map<String, Object> arguments) {}

    /** So many slices back the one around an instant is looked for: deeper ones lie in it. */
    private static final int MAX_LOOK_BACK = 64;

    private final long tid;
    private final List<Slice> slices = new ArrayList<>();
    private final List<Span> shown = new ArrayList<>();

    Track(long tid) {
        this.tid = tid;
    }

    void add(String category, String name, Span span, int level, Map<String, Object> arguments) {
        if (!span.isEmpty()) {
            slices.add(new Slice(category, name, span, level, arguments));
        }
    }

    /** Slices may lie in one another: one that outlasts the one it begins in is cut at its end. */
    void nested(Consumer<TraceEvent> out) {
        slices.sort(
                Comparator.comparingLong((Slice slice) -> slice.span.fromNanos())
                        .thenComparingInt(Slice::level)
                        .thenComparing(
                                Comparator.comparingLong((Slice s) -> s.span.toNanos())
                                        .reversed()));
        Deque<Span> around = new ArrayDeque<>();
        for (Slice slice : slices) {
            while (!around.isEmpty() && around.peek().toNanos() <= slice.span.fromNanos()) {
                around.pop();
            }
            long latest = around.isEmpty() ? Long.MAX_VALUE : around.peek().toNanos();
            Span span = slice.span.cutTo(0, latest);
            around.push(span);
            show(slice, span, out);
        }
    }

    /** No slice lies in another: one that begins before the last has ended loses its begin. */
    void flat(Consumer<TraceEvent> out) {
        slices.sort(
                Comparator.comparingLong((Slice slice) -> slice.span.fromNanos())
                        .thenComparingLong(slice -> slice.span.toNanos()));
        long endNanos = 0;
        for (Slice slice : slices) {
            Span span = slice.span.cutTo(endNanos, Long.MAX_VALUE);
            if (span.fromNanos() < slice.span.toNanos()) {
                show(slice, span, out);
                endNanos = span.toNanos();
            }
        }
    }

    /** Whether there is a slice to which something at this instant can be bound. */
    boolean hasSliceAt(long instantNanos) {
        int low = 0;
        int high = shown.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (shown.get(middle).fromNanos() <= instantNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // An outer slice may begin well before the last one that has begun.
        for (int i = low - 1; i >= 0 && i >= low - MAX_LOOK_BACK; i--) {
            if (shown.get(i).holds(instantNanos)) {
                return true;
            }
        }
        return false;
    }

    private void show(Slice slice, Span span, Consumer<TraceEvent> out) {
        shown.add(span);
        out.accept(TraceEvent.slice(slice.category, slice.name, span, tid, slice.arguments));
    }
}
