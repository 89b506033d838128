package dev.loopbench.probes.node.trace;

import dev.loopbench.probes.node.trace.PoolJob.Request;
import dev.loopbench.probes.node.trace.PoolJob.Span;
import dev.loopbench.probes.node.trace.PoolJob.State;
import dev.loopbench.probes.pool.DepthSeries;
import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The pool's queue and workers in the course of one recording or of several windows, each of which
 * stands alone. Confined to its caller; nanoseconds by the clock of the trace.
 *
 * <p>It knows of the jobs whose begin and end on a worker are events. What calls of {@code fs} and
 * lookups did in the pool is in no figure here; while one of them is under way it may hold a thread
 * that seems to be idle.
 *
 * <p>A trace does not tell how many threads the pool has. Each worker seen is one of them; that
 * there are no more is certain once jobs waited without a break while all of those were at work,
 * for longer than waking up another one takes, and nothing was under way that may have held it.
 */
final class PoolCourse {

    /** Longer than it takes to wake up a thread, even beside busy cores: there 17 ms were seen. */
    private static final long LONGEST_WAKE_UP_NANOS = 50_000_000;

    private static final int LAST = 4;

    /**
     * At an instant what ends comes before what begins, and a job waits before it starts.
     *
     * @param rank by which changes of one instant are sorted
     * @param by one up or one down
     */
    private record Change(long atNanos, int rank, String kind, Held held, int by) {

        int of(Held asked) {
            return held == asked ? by : 0;
        }
    }

    /**
     * A stretch of time without an interruption.
     *
     * @param unseen work of the pool of which only request and answer are known
     */
    record Window(List<PoolJob> jobs, List<Request> unseen, long firstNanos, long lastNanos) {

        private long within(long nanos) {
            return Math.max(firstNanos, Math.min(lastNanos, nanos));
        }
    }

    private final List<Window> windows;
    private final @Nullable Integer size;
    private final SortedMap<Long, Worker> workers = new TreeMap<>();
    private final Map<Long, Integer> indices = new HashMap<>();
    private final DepthSeries series = new DepthSeries();
    private final Map<String, Map<String, Double>> charges = new LinkedHashMap<>();
    private final boolean full;
    private int depthMax;
    private double queuedIntegralNanos;
    private double queuedWhileFullNanos;
    private long nonEmptyNanos;

    private static final class Worker {

        private long jobs;
        private long busyNanos;
    }

    /**
     * @param size how many threads the pool has; null where nobody tells
     */
    PoolCourse(List<Window> windows, @Nullable Integer size) {
        this.windows = windows;
        this.size = size;
        List<List<Change>> courses = windows.stream().map(this::changes).toList();
        for (Long worker : workers.keySet()) {
            indices.put(worker, indices.size());
        }
        boolean seenFull = false;
        for (int i = 0; i < courses.size(); i++) {
            seenFull |= wasSeenFull(courses.get(i), windows.get(i).firstNanos);
        }
        full = size != null || seenFull;
        for (int i = 0; i < courses.size(); i++) {
            integrate(courses.get(i), windows.get(i).firstNanos);
        }
    }

    private List<Change> changes(Window window) {
        List<Change> changes = new ArrayList<>();
        for (Request request : window.unseen) {
            if (!request.broken()) {
                long from = request.submittedNanos();
                interval(window, from, request.completedNanos(), "", Held.UNSEEN, changes);
            }
        }
        for (PoolJob job : window.jobs) {
            waiting(window, job, changes);
            running(window, job, changes);
        }
        changes.add(new Change(window.lastNanos, LAST, "", Held.UNSEEN, 0));
        changes.sort(Comparator.comparingLong(Change::atNanos).thenComparingInt(Change::rank));
        return changes;
    }

    /** What a job has hold of for a time. */
    private enum Held {
        A_PLACE_IN_THE_QUEUE,
        A_WORKER,
        UNSEEN
    }

    private static void waiting(Window window, PoolJob job, List<Change> changes) {
        Request request = job.request();
        Span span = job.span();
        if (request == null || request.broken()) {
            return;
        }
        boolean started = span != null && !span.broken() && span.startedNanos() != PoolJob.BEFORE;
        if (job.state() == State.QUEUED || started) {
            long to =
                    job.state() == State.QUEUED || span == null
                            ? PoolJob.AFTER
                            : span.startedNanos();
            interval(
                    window,
                    request.submittedNanos(),
                    to,
                    job.kind(),
                    Held.A_PLACE_IN_THE_QUEUE,
                    changes);
        }
    }

    private void running(Window window, PoolJob job, List<Change> changes) {
        Span span = job.span();
        if (span == null) {
            return;
        }
        Worker worker = workers.computeIfAbsent(span.workerId(), added -> new Worker());
        if (!span.broken()) {
            worker.jobs += span.startedNanos() == PoolJob.BEFORE ? 0 : 1;
            worker.busyNanos +=
                    window.within(span.finishedNanos()) - window.within(span.startedNanos());
            long from = span.startedNanos();
            interval(window, from, span.finishedNanos(), job.kind(), Held.A_WORKER, changes);
        }
    }

    private static void interval(
            Window window, long from, long to, String kind, Held held, List<Change> changes) {
        long begin = window.within(from);
        long end = Math.max(begin, window.within(to));
        boolean queued = held == Held.A_PLACE_IN_THE_QUEUE;
        changes.add(new Change(begin, queued ? 1 : 3, kind, held, 1));
        // What is under way when the recording ends has no end in it.
        if (to != PoolJob.AFTER) {
            changes.add(new Change(end, queued ? 2 : 0, kind, held, -1));
        }
    }

    /** Whether jobs waited so long for the threads seen, all at work, that there is no other. */
    private boolean wasSeenFull(List<Change> changes, long firstNanos) {
        int queued = 0;
        int busy = 0;
        int unseen = 0;
        long fullNanos = 0;
        long nowNanos = firstNanos;
        for (Change change : changes) {
            boolean waited = queued > 0 && unseen == 0;
            if (waited && busy == workers.size()) {
                fullNanos += change.atNanos - nowNanos;
            }
            if (fullNanos >= LONGEST_WAKE_UP_NANOS) {
                return !workers.isEmpty();
            }
            nowNanos = change.atNanos;
            queued += change.of(Held.A_PLACE_IN_THE_QUEUE);
            busy += change.of(Held.A_WORKER);
            unseen += change.of(Held.UNSEEN);
            if (queued == 0 || unseen > 0) {
                fullNanos = 0;
            }
        }
        return false;
    }

    private void integrate(List<Change> changes, long firstNanos) {
        Map<String, Integer> waiting = new LinkedHashMap<>();
        Map<String, Integer> running = new LinkedHashMap<>();
        int queued = 0;
        int busy = 0;
        int unseen = 0;
        long nowNanos = firstNanos;
        series.add(firstNanos, 0);
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            long nanos = change.atNanos - nowNanos;
            nowNanos = change.atNanos;
            if (nanos > 0 && queued > 0) {
                boolean allBusy = full && busy >= threads();
                queuedIntegralNanos += (double) nanos * queued;
                queuedWhileFullNanos += allBusy ? (double) nanos * queued : 0;
                nonEmptyNanos += nanos;
                charge(waiting, running, nanos, allBusy ? busy : 0, unseen);
            }
            switch (change.held) {
                case A_PLACE_IN_THE_QUEUE -> {
                    queued += change.by;
                    waiting.merge(change.kind, change.by, Integer::sum);
                }
                case A_WORKER -> {
                    busy += change.by;
                    running.merge(change.kind, change.by, Integer::sum);
                }
                case UNSEEN -> unseen += change.by;
            }
            boolean settled =
                    i + 1 == changes.size() || changes.get(i + 1).atNanos != change.atNanos;
            if (settled) {
                depthMax = Math.max(depthMax, queued);
                series.add(nowNanos, queued);
            }
        }
    }

    /**
     * @param allBusy workers, if there is no other
     */
    private void charge(
            Map<String, Integer> waiting,
            Map<String, Integer> running,
            long nanos,
            int allBusy,
            int unseen) {
        if (!full) {
            return;
        }
        waiting.forEach(
                (victim, count) -> {
                    if (count == 0) {
                        return;
                    }
                    Map<String, Double> row =
                            charges.computeIfAbsent(victim, added -> new LinkedHashMap<>());
                    double all = (double) nanos * count;
                    if (allBusy == 0) {
                        row.merge(
                                unseen > 0 ? Pool.Waiter.UNSEEN : Pool.Waiter.IDLE_THREAD,
                                all,
                                Double::sum);
                    } else {
                        running.forEach(
                                (culprit, threads) ->
                                        row.merge(culprit, all * threads / allBusy, Double::sum));
                    }
                });
    }

    /** Whether there is no thread that was not seen at work. */
    boolean wasFull() {
        return full;
    }

    /** Of the pool, as far as it was seen: at least as many. */
    int threads() {
        return size != null ? size : Math.max(1, workers.size());
    }

    private List<PoolJob> jobs() {
        return windows.stream().flatMap(window -> window.jobs.stream()).toList();
    }

    /** A worker's place in {@link Pool#workers()}. */
    int indexOf(long workerId) {
        return indices.getOrDefault(workerId, -1);
    }

    Pool pool() {
        long windowNanos =
                Math.max(
                        1,
                        windows.stream()
                                .mapToLong(window -> window.lastNanos - window.firstNanos)
                                .sum());
        double busyNanos = workers.values().stream().mapToLong(worker -> worker.busyNanos).sum();
        List<PoolJob> jobs = jobs();
        return new Pool(
                threads(),
                new Pool.Counts(
                        jobs.stream().filter(PoolCourse::isSubmitted).count(),
                        workers.values().stream().mapToLong(worker -> worker.jobs).sum(),
                        jobs.stream().filter(PoolCourse::isCompleted).count(),
                        jobs.stream().filter(job -> job.state() == State.CANCELLED).count(),
                        null),
                new Pool.Depth(
                        windows.isEmpty() ? null : (Long) (long) depthMax,
                        windows.isEmpty() ? null : (Double) (queuedIntegralNanos / windowNanos),
                        windows.size() == 1
                                ? series.toResult(windows.get(0).firstNanos)
                                : List.of()),
                full ? (Double) Math.min(1, busyNanos / windowNanos / threads()) : null,
                new Pool.Waiting(
                        null,
                        (double) nonEmptyNanos / windowNanos,
                        full && queuedIntegralNanos > 0
                                ? (Double) (queuedWhileFullNanos / queuedIntegralNanos)
                                : null),
                workers.entrySet().stream()
                        .map(worker -> use(indexOf(worker.getKey()), worker.getValue()))
                        .toList(),
                waiters(),
                new Pool.AtEnd(
                        windows.size() == 1 ? underWay(windows.get(0)) : List.of(), List.of()));
    }

    private static Pool.WorkerUse use(int index, Worker worker) {
        return new Pool.WorkerUse(index, worker.jobs, worker.busyNanos);
    }

    private static boolean isSubmitted(PoolJob job) {
        Request request = job.request();
        return request != null && request.submittedNanos() != PoolJob.BEFORE;
    }

    private static boolean isCompleted(PoolJob job) {
        Request request = job.request();
        return request != null
                && request.completedNanos() != PoolJob.AFTER
                && job.state() != State.CANCELLED;
    }

    private List<Pool.Waiter> waiters() {
        List<Pool.Waiter> waiters = new ArrayList<>();
        charges.forEach(
                (victim, row) ->
                        row.forEach(
                                (culprit, nanos) -> {
                                    if (Math.round(nanos) > 0) {
                                        waiters.add(
                                                new Pool.Waiter(
                                                        victim, culprit, Math.round(nanos)));
                                    }
                                }));
        return List.copyOf(waiters);
    }

    private static List<Pool.UnderWay> underWay(Window window) {
        Map<String, Pool.UnderWay> kinds = new LinkedHashMap<>();
        for (PoolJob job : window.jobs) {
            Request request = job.request();
            Span span = job.span();
            if (job.state() == State.RUNNING && span != null) {
                long nanos = window.lastNanos - window.within(span.startedNanos());
                add(kinds, new Pool.UnderWay(job.kind(), 1, nanos, 0, 0));
            } else if (job.state() == State.QUEUED && request != null) {
                long nanos = window.lastNanos - window.within(request.submittedNanos());
                add(kinds, new Pool.UnderWay(job.kind(), 0, 0, 1, nanos));
            }
        }
        return List.copyOf(kinds.values());
    }

    private static void add(Map<String, Pool.UnderWay> kinds, Pool.UnderWay next) {
        Pool.@Nullable UnderWay before = kinds.get(next.kind());
        kinds.put(
                next.kind(),
                before == null
                        ? next
                        : new Pool.UnderWay(
                                next.kind(),
                                before.running() + next.running(),
                                Math.max(before.longestRunningNanos(), next.longestRunningNanos()),
                                before.queued() + next.queued(),
                                Math.max(before.longestQueuedNanos(), next.longestQueuedNanos())));
    }
}
