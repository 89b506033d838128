package dev.loopbench.probes.node.trace;

import dev.loopbench.probes.node.trace.PoolJob.Request;
import dev.loopbench.probes.node.trace.PoolJob.Span;
import dev.loopbench.probes.node.trace.PoolJob.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which worker's span belongs to which request: a trace does not say. Confined to its
 * caller; not to be used twice.
 *
 * <p>The pool takes jobs in the order of their submission, so that of each kind the first request
 * belongs to the first span, but for
 *
 * <ol>
 *   <li>spans of jobs that were submitted before the recording began: as many of the first ones as
 *       leave the fewest of the others outside of their requests, and the shortest ways back;
 *   <li>workers that were stopped between taking a job and saying so, or between its end and the
 *       handover: {@link PartnerExchange};
 *   <li>events that are missing: {@link GapAlignment} finds where.
 * </ol>
 *
 * <p>What lies outside of its request after all that is paired with nothing.
 */
final class JobPairing {

    /** In place of a partner. */
    static final int NONE = -1;

    /** Requests in flight at the start: more than any pool was seen with. */
    private static final int MAX_SHIFT = 4_096;

    /** So many requests tell where the first of them belong. */
    private static final int MAX_COMPARED = 5_000;

    /** So many times the usual way back is a way back all the same, and so is this. */
    private static final int USUAL_RETURNS = 4;

    private static final double SHORT_RETURN_NANOS = 1_000_000;

    /**
     * Beside every missing partner others may be off by one for long: up to this share of the jobs
     * those were seen to be few.
     */
    private static final double MOST_MISSING_SHARE = 0.01;

    private final Halves halves;

    /** Requests from before the recording, by their callbacks. */
    private final List<Request> early;

    /** So many of the first spans are of those. */
    private final int shift;

    /** By request: the span. */
    private final int[] partners;

    private JobPairing(List<Request> requests, List<Span> spans, long originNanos) {
        Map<Boolean, List<Request>> bySubmission =
                requests.stream()
                        .collect(
                                Collectors.partitioningBy(
                                        request -> request.submittedNanos() != PoolJob.BEFORE));
        halves = new Halves(bySubmission.getOrDefault(true, List.of()), spans, originNanos);
        early =
                bySubmission.getOrDefault(false, List.of()).stream()
                        .sorted(Comparator.comparingLong(Request::completedNanos))
                        .toList();
        shift = shift(halves, Math.min(MAX_SHIFT, Math.min(early.size(), spans.size())));
        partners = new int[halves.requests()];
    }

    /**
     * The jobs of one uninterrupted recording: what happened while Node wrote one out is missing,
     * and would shift all that comes after.
     *
     * @param events in any order; those that are not of the pool's work are not looked at
     */
    static List<PoolJob> of(Collection<TraceEvent> events) {
        List<TraceEvent> own =
                events.stream()
                        .filter(event -> event.category() == TraceEvent.Category.POOL_WORK)
                        .toList();
        long originNanos = own.stream().mapToLong(TraceEvent::atNanos).min().orElse(0);
        Map<String, List<Request>> requests = new LinkedHashMap<>();
        Map<String, List<Span>> spans = new LinkedHashMap<>();
        List<PoolJob> jobs = new ArrayList<>();
        for (Request request : EventPairs.requests(own)) {
            if (request.result() < 0) {
                jobs.add(new PoolJob(request, null, State.CANCELLED));
            } else {
                requests.computeIfAbsent(request.kind(), kind -> new ArrayList<>()).add(request);
                spans.computeIfAbsent(request.kind(), kind -> new ArrayList<>());
            }
        }
        for (Span span : EventPairs.spans(own)) {
            spans.computeIfAbsent(span.kind(), kind -> new ArrayList<>()).add(span);
        }
        spans.forEach(
                (kind, done) ->
                        new JobPairing(requests.getOrDefault(kind, List.of()), done, originNanos)
                                .pair(jobs));
        return List.copyOf(jobs);
    }

    private void pair(List<PoolJob> jobs) {
        for (int i = 0; i < partners.length; i++) {
            int span = i + shift;
            partners[i] = span < halves.spans() ? span : NONE;
        }
        new PartnerExchange(halves, partners).run();
        GapAlignment alignment = new GapAlignment(halves, shift);
        if (!isPlausible() && !alignment.isTooFar()) {
            int[] aligned = alignment.partners();
            new PartnerExchange(halves, aligned).run();
            if (alignment.cost(aligned) < alignment.cost(partners)) {
                System.arraycopy(aligned, 0, partners, 0, aligned.length);
            }
        }
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] != NONE && !halves.fits(i, partners[i])) {
                partners[i] = NONE;
            }
        }
        rejoin();
        collect(jobs);
    }

    private static int shift(Halves halves, int most) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int shift = 0; shift <= most; shift++) {
            double cost = halves.costOfShift(shift, MAX_COMPARED, least);
            if (cost < least) {
                least = cost;
                best = shift;
            }
        }
        return best;
    }

    /** Whether nothing lies outside, and whoever has no partner may do without. */
    private boolean isPlausible() {
        int last = NONE;
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] == NONE ? halves.request(i).isWhole() : !halves.fits(i, partners[i])) {
                return false;
            }
            last = Math.max(last, partners[i]);
        }
        return last == halves.spans() - 1;
    }

    /**
     * A worker that was stopped for long may have said so after many others: its job is found by
     * its end, if that has only one request to belong to.
     */
    private void rejoin() {
        List<Integer> lonely =
                IntStream.range(0, partners.length)
                        .filter(i -> partners[i] == NONE && halves.request(i).isWhole())
                        .boxed()
                        .toList();
        if (lonely.isEmpty() || lonely.size() > MAX_SHIFT) {
            return;
        }
        boolean[] taken = taken();
        double longestNanos = USUAL_RETURNS * usualReturnNanos() + SHORT_RETURN_NANOS;
        for (int j = shift; j < taken.length; j++) {
            if (!taken[j] && halves.span(j).isWhole()) {
                int span = j;
                List<Integer> fitting =
                        lonely.stream()
                                .filter(i -> partners[i] == NONE && halves.fits(i, span))
                                .filter(i -> halves.returnNanos(i, span) <= longestNanos)
                                .limit(2)
                                .toList();
                if (fitting.size() == 1) {
                    partners[fitting.get(0)] = span;
                }
            }
        }
    }

    /** The median of all that is paired. */
    private double usualReturnNanos() {
        double[] ways =
                IntStream.range(0, partners.length)
                        .filter(i -> partners[i] != NONE)
                        .mapToDouble(i -> halves.returnNanos(i, partners[i]))
                        .sorted()
                        .toArray();
        return ways.length == 0 ? 0 : ways[ways.length / 2];
    }

    private boolean[] taken() {
        boolean[] taken = new boolean[halves.spans()];
        for (int partner : partners) {
            if (partner != NONE) {
                taken[partner] = true;
            }
        }
        return taken;
    }

    private void collect(List<PoolJob> jobs) {
        int last = NONE;
        for (int i = 0; i < partners.length; i++) {
            last = partners[i] == NONE ? last : i;
        }
        List<PoolJob> own = new ArrayList<>();
        for (int i = 0; i < partners.length; i++) {
            Request request = halves.request(i);
            Span span = partners[i] == NONE ? null : halves.span(partners[i]);
            own.add(new PoolJob(request, span, state(request, span, i > last)));
        }
        boolean[] taken = taken();
        List<Span> first = new ArrayList<>();
        for (int j = 0; j < taken.length; j++) {
            Span span = halves.span(j);
            if (!taken[j] && j < shift) {
                first.add(span);
            } else if (!taken[j]) {
                own.add(new PoolJob(null, span, stateOfNobodys(span)));
            }
        }
        collectEarly(first, own);
        boolean sure = count(State.UNPAIRED, own) <= MOST_MISSING_SHARE * count(State.DONE, own);
        for (PoolJob job : own) {
            boolean told = sure || job.state() != State.DONE;
            jobs.add(told ? job : new PoolJob(job.request(), job.span(), State.AMBIGUOUS));
        }
    }

    private static long count(State state, List<PoolJob> jobs) {
        return jobs.stream().filter(job -> job.state() == state).count();
    }

    /** Jobs from before the recording: those that ended first may have no span in it. */
    private void collectEarly(List<Span> spans, List<PoolJob> jobs) {
        spans.sort(Comparator.comparingLong(Span::finishedNanos));
        int ended = Math.max(0, early.size() - spans.size());
        for (int i = 0; i < early.size(); i++) {
            Request request = early.get(i);
            Span span = i < ended ? null : spans.get(i - ended);
            if (span != null
                    && span.finishedNanos() > request.completedNanos() + TraceEvent.STEP_NANOS) {
                jobs.add(new PoolJob(null, span, stateOfNobodys(span)));
                span = null;
            }
            jobs.add(new PoolJob(request, span, state(request, span, false)));
        }
        spans.stream()
                .skip(early.size())
                .forEach(span -> jobs.add(new PoolJob(null, span, stateOfNobodys(span))));
    }

    private static State stateOfNobodys(Span span) {
        return span.isWhole() || span.broken() ? State.UNPAIRED : State.AT_EDGE;
    }

    /**
     * @param isNext whether no later one has a span, so that it may still wait for one
     */
    private static State state(Request request, @Nullable Span span, boolean isNext) {
        if (request.broken() || (span != null && span.broken())) {
            return State.UNPAIRED;
        }
        if (span == null) {
            if (request.isUnderWay()) {
                return isNext ? State.QUEUED : State.UNPAIRED;
            }
            return request.submittedNanos() == PoolJob.BEFORE ? State.AT_EDGE : State.UNPAIRED;
        }
        if (request.isWhole() && span.isWhole()) {
            return State.DONE;
        }
        return request.isUnderWay() && span.finishedNanos() == PoolJob.AFTER
                ? State.RUNNING
                : State.AT_EDGE;
    }
}
