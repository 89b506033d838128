package dev.loopbench.probes.node.trace;

import dev.loopbench.probes.node.trace.PoolJob.Request;
import dev.loopbench.probes.node.trace.PoolJob.Span;
import dev.loopbench.probes.node.trace.TraceEvent.Mark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Joins the two events of each piece of work: of a request by its id, of a worker's span by its
 * thread, which does one thing at a time. Stateless.
 *
 * <p>The order in which events are given does not count. Of those at one instant the end of what is
 * under way comes first, as clocks of microseconds do not tell.
 */
final class EventPairs {

    private record Work(String name, long threadId, long id) {}

    /** One of the two may be missing, but not both. */
    @FunctionalInterface
    private interface Pairs {

        /**
         * @param isFirst whether nothing of the same work is known before it
         * @param isLast whether nothing is known after it
         */
        void add(
                @Nullable TraceEvent begin,
                @Nullable TraceEvent end,
                boolean isFirst,
                boolean isLast);
    }

    private EventPairs() {}

    /** What loops asked for. */
    static List<Request> requests(List<TraceEvent> events) {
        Map<Work, List<TraceEvent>> works = new LinkedHashMap<>();
        for (TraceEvent event : inOrder(events)) {
            if (event.mark() == Mark.SUBMITTED || event.mark() == Mark.COMPLETED) {
                works.computeIfAbsent(
                                new Work(event.name(), event.threadId(), event.workId()),
                                added -> new ArrayList<>())
                        .add(event);
            }
        }
        List<Request> requests = new ArrayList<>();
        for (List<TraceEvent> work : works.values()) {
            join(
                    work,
                    Mark.SUBMITTED,
                    (begin, end, isFirst, isLast) ->
                            requests.add(request(begin, end, isFirst, isLast)));
        }
        return requests;
    }

    /** What workers did. */
    static List<Span> spans(List<TraceEvent> events) {
        Map<Long, List<TraceEvent>> workers = new LinkedHashMap<>();
        for (TraceEvent event : inOrder(events)) {
            if (event.mark() == Mark.STARTED || event.mark() == Mark.FINISHED) {
                workers.computeIfAbsent(event.threadId(), added -> new ArrayList<>()).add(event);
            }
        }
        List<Span> spans = new ArrayList<>();
        for (List<TraceEvent> worker : workers.values()) {
            List<Span> own = new ArrayList<>();
            join(
                    worker,
                    Mark.STARTED,
                    (begin, end, isFirst, isLast) -> {
                        if (begin != null && end != null && !begin.name().equals(end.name())) {
                            own.add(span(begin, null, isFirst, false));
                            own.add(span(null, end, false, isLast));
                        } else {
                            own.add(span(begin, end, isFirst, isLast));
                        }
                    });
            for (int i = 0; i < own.size(); i++) {
                Span span = own.get(i);
                spans.add(
                        new Span(
                                span.kind(),
                                span.workerId(),
                                i == 0 ? PoolJob.BEFORE : own.get(i - 1).finishedNanos(),
                                span.startedNanos(),
                                span.finishedNanos(),
                                i + 1 == own.size() ? PoolJob.AFTER : own.get(i + 1).startedNanos(),
                                span.broken()));
            }
        }
        return spans;
    }

    private static List<TraceEvent> inOrder(List<TraceEvent> events) {
        List<TraceEvent> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.comparingLong(TraceEvent::atNanos));
        return sorted;
    }

    private static Request request(
            @Nullable TraceEvent begin, @Nullable TraceEvent end, boolean isFirst, boolean isLast) {
        TraceEvent some = some(begin, end);
        return new Request(
                some.name(),
                some.threadId(),
                begin == null ? PoolJob.BEFORE : begin.atNanos(),
                end == null ? PoolJob.AFTER : end.atNanos(),
                end == null ? 0 : end.result(),
                isBroken(begin, end, isFirst, isLast));
    }

    private static Span span(
            @Nullable TraceEvent begin, @Nullable TraceEvent end, boolean isFirst, boolean isLast) {
        TraceEvent some = some(begin, end);
        boolean broken = isBroken(begin, end, isFirst, isLast);
        return new Span(
                some.name(),
                some.threadId(),
                PoolJob.BEFORE,
                begin == null && !broken
                        ? PoolJob.BEFORE
                        : (begin == null ? some : begin).atNanos(),
                end == null && !broken ? PoolJob.AFTER : (end == null ? some : end).atNanos(),
                PoolJob.AFTER,
                broken);
    }

    private static boolean isBroken(
            @Nullable TraceEvent begin, @Nullable TraceEvent end, boolean isFirst, boolean isLast) {
        return (begin == null && !isFirst) || (end == null && !isLast);
    }

    private static TraceEvent some(@Nullable TraceEvent begin, @Nullable TraceEvent end) {
        return Objects.requireNonNull(begin != null ? begin : end);
    }

    private static void join(List<TraceEvent> work, Mark beginning, Pairs pairs) {
        Deque<TraceEvent> begins = new ArrayDeque<>();
        Deque<TraceEvent> ends = new ArrayDeque<>();
        TraceEvent open = null;
        boolean first = true;
        boolean openFirst = false;
        for (int i = 0; i < work.size(); ) {
            long nowNanos = work.get(i).atNanos();
            // Work that was under way when the recording began ends in the order it was written.
            if (first && open == null && work.get(i).mark() != beginning) {
                pairs.add(null, work.get(i), true, i + 1 == work.size());
                first = false;
                i++;
                continue;
            }
            for (; i < work.size() && work.get(i).atNanos() == nowNanos; i++) {
                (work.get(i).mark() == beginning ? begins : ends).add(work.get(i));
            }
            boolean over = i == work.size();
            while (!begins.isEmpty() || !ends.isEmpty()) {
                if (open != null && !ends.isEmpty()) {
                    pairs.add(open, ends.poll(), openFirst, false);
                    open = null;
                } else if (!begins.isEmpty()) {
                    if (open != null) {
                        pairs.add(open, null, openFirst, false);
                    }
                    open = begins.poll();
                    openFirst = first;
                    first = false;
                } else {
                    pairs.add(null, ends.poll(), first, over && ends.isEmpty());
                    first = false;
                }
            }
        }
        if (open != null) {
            pairs.add(open, null, openFirst, true);
        }
    }
}
