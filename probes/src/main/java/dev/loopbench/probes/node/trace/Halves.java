package dev.loopbench.probes.node.trace;

import dev.loopbench.probes.node.trace.PoolJob.Request;
import dev.loopbench.probes.node.trace.PoolJob.Span;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The two halves of all jobs of one kind, requests in the order of their submission and spans in
 * that of their starts, and how well one of either sort fits the other. Immutable; nanoseconds from
 * some instant on.
 *
 * <p>What fits less costs more. The costs are no probabilities: what cannot be costs far more than
 * what is merely unlikely.
 */
final class Halves {

    /** What lies outside by less is within the clock's step. */
    private static final double STEP_NANOS = TraceEvent.STEP_NANOS;

    /** Delays below are as good as none. */
    private static final double SHORT_NANOS = 5_000;

    /** Longer ones are not told apart. */
    private static final double LONGEST_NANOS = 1e12;

    /** What cannot be, by however little; no order of others makes up for it. */
    private static final double IMPOSSIBLE = 1_000;

    /**
     * Starts in another order than submissions, beside ends in another order than callbacks. Either
     * says little: a worker that has taken a job wakes the next one, and may be stopped for it
     * before it says so; one that has ended may be stopped before it hands over the result.
     */
    private static final double STARTS_WEIGHT = 1.5;

    private static final double RETURN_WEIGHT = 0.5;
    private static final double WAIT_WEIGHT = 0.25;

    private final List<Request> requests;
    private final List<Span> spans;
    private final long originNanos;

    // Of requests, in their order.
    private final double[] submitted;
    private final double[] completed;

    // Of spans, in their order: a worker took the job between the first and the second, and handed
    // it over between the third and the last.
    private final double[] free;
    private final double[] started;
    private final double[] finished;
    private final double[] next;

    /**
     * @param requests that reached a worker and of which the submission is known, in any order, as
     *     the spans are
     */
    Halves(List<Request> requests, List<Span> spans, long originNanos) {
        this.requests =
                requests.stream()
                        .sorted(
                                Comparator.comparingLong(Request::submittedNanos)
                                        .thenComparingLong(Request::completedNanos))
                        .toList();
        this.spans =
                spans.stream()
                        .sorted(
                                Comparator.comparingLong(Span::startedNanos)
                                        .thenComparingLong(Span::finishedNanos))
                        .toList();
        this.originNanos = originNanos;
        submitted = offsets(this.requests, Request::submittedNanos);
        completed = offsets(this.requests, Request::completedNanos);
        free = offsets(this.spans, Span::freeNanos);
        started = offsets(this.spans, Span::startedNanos);
        finished = offsets(this.spans, Span::finishedNanos);
        next = offsets(this.spans, Span::nextNanos);
    }

    private <T> double[] offsets(List<T> halves, ToLongFunction<T> instant) {
        return halves.stream().mapToLong(instant).mapToDouble(this::offset).toArray();
    }

    private double offset(long nanos) {
        if (nanos == PoolJob.BEFORE) {
            return Double.NEGATIVE_INFINITY;
        }
        return nanos == PoolJob.AFTER ? Double.POSITIVE_INFINITY : nanos - originNanos;
    }

    int requests() {
        return requests.size();
    }

    int spans() {
        return spans.size();
    }

    Request request(int index) {
        return requests.get(index);
    }

    Span span(int index) {
        return spans.get(index);
    }

    /**
     * What it costs that so many of the first spans are of jobs from before the recording, and the
     * others those of the requests in their order.
     *
     * @param count of requests that are looked at
     * @param enough no more than that is added up
     */
    double costOfShift(int shift, int count, double enough) {
        double cost = 0;
        int to = Math.min(count, Math.min(requests(), spans() - shift));
        for (int i = 0; i < to && cost < enough; i++) {
            cost += distance(i, i + shift);
        }
        return cost;
    }

    /** Requests at the end that were under way then. */
    int requestsAfter() {
        int count = 0;
        while (count < completed.length
                && completed[completed.length - 1 - count] == Double.POSITIVE_INFINITY) {
            count++;
        }
        return count;
    }

    /** 0 where the span may be the request's; the more, the farther it lies outside. */
    double outside(int request, int span) {
        double early = submitted[request] - started[span];
        double late = finished[span] - completed[request];
        return (early > STEP_NANOS ? IMPOSSIBLE + weight(early) : 0)
                + (late > STEP_NANOS ? IMPOSSIBLE + weight(late) : 0);
    }

    boolean fits(int request, int span) {
        return outside(request, span) == 0;
    }

    /** Short waits and ways back are likelier than long ones. */
    double distance(int request, int span) {
        return outside(request, span)
                + RETURN_WEIGHT * weight(returnNanos(request, span))
                + WAIT_WEIGHT * weight(between(submitted[request], started[span]));
    }

    /** 0 where it is not known. */
    double returnNanos(int request, int span) {
        return between(finished[span], completed[request]);
    }

    /**
     * Of two requests in the order of their submission, with these spans. Jobs are taken in the
     * order of their submission, and callbacks run in the order in which results are handed over.
     * Both happen at instants that are known by their bounds alone: bounds that contradict the
     * order cannot be, events that do are unlikely.
     */
    double disorder(int earlier, int later, int ofEarlier, int ofLater) {
        double cost =
                STARTS_WEIGHT * weight(started[ofEarlier] - started[ofLater])
                        + contradiction(free[ofEarlier], started[ofLater]);
        if (!areCallbacksInOrder(earlier, later)) {
            return cost;
        }
        boolean same = completed[earlier] <= completed[later];
        int first = same ? ofEarlier : ofLater;
        int second = same ? ofLater : ofEarlier;
        return cost
                + weight(finished[first] - finished[second])
                + contradiction(finished[first], next[second]);
    }

    /** Whether both were called back by the same loop. */
    private boolean areCallbacksInOrder(int one, int other) {
        return requests.get(one).loopId() == requests.get(other).loopId()
                && !(Double.isInfinite(completed[one]) && Double.isInfinite(completed[other]));
    }

    private static double contradiction(double firstNotBefore, double secondNotAfter) {
        return firstNotBefore > secondNotAfter + STEP_NANOS ? IMPOSSIBLE : 0;
    }

    private static double between(double from, double to) {
        return Double.isInfinite(from) || Double.isInfinite(to) ? 0 : to - from;
    }

    /** Grows with the delay, ever more slowly; 0 for none, and where one of both is not known. */
    private static double weight(double nanos) {
        return nanos > 0 ? Math.log1p(Math.min(nanos, LONGEST_NANOS) / SHORT_NANOS) : 0;
    }
}
