package dev.loopbench.probes.node.trace;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.node.trace.PoolJob.Request;
import dev.loopbench.probes.node.trace.PoolJob.Span;
import dev.loopbench.probes.node.trace.PoolJob.State;
import dev.loopbench.probes.node.trace.TraceEvent.Category;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What windows of a process's trace tell of its pool, each of them paired on its own: what happened
 * between them is missing. Immutable.
 */
public final class TracedPool {

    /** Tells jobs apart that Node's events call the same. */
    @FunctionalInterface
    public interface Kinds {

        /**
         * @param request of which the submission was traced; its kind is Node's word, such as
         *     {@code crypto}
         * @return what people call it; empty if it is no work of the program's
         */
        Optional<String> of(Request request);
    }

    private static final class Legs {

        private final LatencyRecorder wait = new LatencyRecorder();
        private final LatencyRecorder service = new LatencyRecorder();
        private final LatencyRecorder back = new LatencyRecorder();
        private final LatencyRecorder response = new LatencyRecorder();
    }

    private final PoolCourse course;
    private final List<PoolJob> jobs;
    private final Map<String, Legs> legs = new TreeMap<>();
    private final Map<String, LatencyRecorder> calls;
    private final List<Start> starts;
    private final long tracedNanos;

    private TracedPool(
            List<PoolCourse.Window> windows,
            Map<String, LatencyRecorder> calls,
            List<Start> starts,
            @Nullable Integer threads) {
        this.calls = calls;
        this.starts = starts;
        course = new PoolCourse(windows, threads);
        jobs = windows.stream().flatMap(window -> window.jobs().stream()).toList();
        tracedNanos =
                windows.stream()
                        .mapToLong(window -> window.lastNanos() - window.firstNanos())
                        .sum();
        for (PoolJob job : jobs) {
            if (job.state() == State.DONE) {
                add(job, Objects.requireNonNull(job.request()), Objects.requireNonNull(job.span()));
            }
        }
    }

    /** When a job was submitted, and when a thread took it. */
    public record Start(long submittedNanos, long startedNanos) {}

    /** A stretch of time without an interruption. */
    public record Window(NodeRecording recording, long fromNanos, long toNanos) {}

    /**
     * @param threads of the pool; null where nobody tells
     */
    public static TracedPool of(List<Window> windows, @Nullable Integer threads, Kinds kinds) {
        Map<String, LatencyRecorder> calls = new TreeMap<>();
        List<Start> starts = new ArrayList<>();
        return new TracedPool(
                windows.stream().map(window -> paired(window, kinds, calls, starts)).toList(),
                calls,
                starts,
                threads);
    }

    private static PoolCourse.Window paired(
            Window window, Kinds kinds, Map<String, LatencyRecorder> calls, List<Start> starts) {
        List<TraceEvent> events = window.recording.work();
        List<PoolJob> paired = JobPairing.of(events);
        List<PoolJob> named = new ArrayList<>();
        for (PoolJob job : paired) {
            named(job, kinds).ifPresent(named::add);
            if (job.state() == State.DONE) {
                starts.add(
                        new Start(
                                Objects.requireNonNull(job.request()).submittedNanos(),
                                Objects.requireNonNull(job.span()).startedNanos()));
            }
        }
        List<Request> unseen = new ArrayList<>();
        for (Category category : List.of(Category.FILE_SYSTEM, Category.LOOKUP)) {
            List<Request> requests =
                    EventPairs.requests(
                            events.stream().filter(event -> event.category() == category).toList());
            for (Request call : WholeFiles.without(paired, requests)) {
                if (NodeNames.usesPool(category, call.kind())) {
                    unseen.add(call);
                }
                if (call.isWhole()) {
                    calls.computeIfAbsent(
                                    NodeNames.ofCall(category, call.kind()),
                                    added -> new LatencyRecorder())
                            .record(call.completedNanos() - call.submittedNanos());
                }
            }
        }
        return new PoolCourse.Window(named, unseen, window.fromNanos, window.toNanos);
    }

    /** Of a span alone nobody knows who asked for it. */
    private static Optional<PoolJob> named(PoolJob job, Kinds kinds) {
        Request request = job.request();
        if (request == null || request.submittedNanos() == PoolJob.BEFORE) {
            return Optional.of(job);
        }
        Optional<String> kind = kinds.of(request);
        if (kind.isEmpty() || kind.get().equals(request.kind())) {
            return kind.map(same -> job);
        }
        Span span = job.span();
        return Optional.of(
                new PoolJob(
                        new Request(
                                kind.get(),
                                request.loopId(),
                                request.submittedNanos(),
                                request.completedNanos(),
                                request.result(),
                                request.broken()),
                        span == null
                                ? null
                                : new Span(
                                        kind.get(),
                                        span.workerId(),
                                        span.freeNanos(),
                                        span.startedNanos(),
                                        span.finishedNanos(),
                                        span.nextNanos(),
                                        span.broken()),
                        job.state()));
    }

    private void add(PoolJob job, Request request, Span span) {
        Legs own = legs.computeIfAbsent(job.kind(), added -> new Legs());
        // The clock's step may put a start before what it follows.
        own.wait.record(Math.max(0, span.startedNanos() - request.submittedNanos()));
        own.service.record(span.finishedNanos() - span.startedNanos());
        own.back.record(Math.max(0, request.completedNanos() - span.finishedNanos()));
        own.response.record(request.completedNanos() - request.submittedNanos());
    }

    /** Its queue and its workers while it was traced. */
    public Pool pool() {
        return course.pool();
    }

    /** By kind, those of which a job was traced whole. */
    public Map<String, Operation.Legs> legs() {
        Map<String, Operation.Legs> all = new TreeMap<>();
        legs.forEach(
                (kind, own) ->
                        all.put(
                                kind,
                                new Operation.Legs(
                                        Histograms.of(own.wait),
                                        Histograms.of(own.service),
                                        null,
                                        Histograms.of(own.back))));
        return Collections.unmodifiableMap(all);
    }

    /** From submission to callback of the jobs in {@link #legs}. */
    public Optional<LatencyRecorder> responses(String kind) {
        return Optional.ofNullable(legs.get(kind)).map(own -> own.response);
    }

    /**
     * From submission to callback, by kind, of calls of {@code fs} and {@code dns} that lie whole
     * in a window: of those nobody tells when a worker took them.
     */
    public Map<String, LatencyRecorder> calls() {
        return Collections.unmodifiableMap(calls);
    }

    /** Of all jobs that were traced whole, those of whoever looks among them. */
    public List<Start> starts() {
        return Collections.unmodifiableList(starts);
    }

    public long tracedNanos() {
        return tracedNanos;
    }

    /** Jobs of which an event is missing, but for those at the edge of a window. */
    public long unpaired() {
        return count(State.UNPAIRED);
    }

    /** Jobs of which nobody can tell when they were started. */
    public long ambiguous() {
        return count(State.AMBIGUOUS);
    }

    private long count(State state) {
        return jobs.stream().filter(job -> job.state() == state).count();
    }

    /** How many there are for the list. */
    public long traced() {
        return count(State.DONE);
    }

    /**
     * Those that were traced whole, one by one: the first {@link Report#MAX_JOBS} that were
     * submitted.
     *
     * @param originNanos from which their instants count
     */
    public List<Job> jobs(long originNanos) {
        List<PoolJob> listed =
                jobs.stream()
                        .filter(job -> job.state() == State.DONE)
                        .sorted(
                                Comparator.comparingLong(
                                        job ->
                                                Objects.requireNonNull(job.request())
                                                        .submittedNanos()))
                        .limit(Report.MAX_JOBS)
                        .toList();
        List<Job> all = new ArrayList<>();
        for (PoolJob job : listed) {
            Request request = Objects.requireNonNull(job.request());
            Span span = Objects.requireNonNull(job.span());
            long started = Math.max(request.submittedNanos(), span.startedNanos());
            long finished = Math.max(started, span.finishedNanos());
            all.add(
                    new Job(
                            all.size() + 1L,
                            job.kind(),
                            course.indexOf(span.workerId()),
                            request.submittedNanos() - originNanos,
                            started - originNanos,
                            finished - originNanos,
                            Math.max(finished, request.completedNanos()) - originNanos,
                            null,
                            Job.Outcome.OK));
        }
        return List.copyOf(all);
    }
}
