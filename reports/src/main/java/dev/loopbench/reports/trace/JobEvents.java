package dev.loopbench.reports.trace;

import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The jobs: a slice on its worker for each, its waits on tracks of their own, and a flow from where
 * it was submitted by way of the worker to its callback, as far as there are slices to bind it to.
 *
 * <p>Confined to the thread that writes the trace.
 */
final class JobEvents {

    private static final int MAX_FLOW_POINTS = 3;

    private record Point(long tid, long atNanos) {}

    private final Report report;
    private final Track loop;
    private final Tracks tracks;
    private final Consumer<TraceEvent> out;

    JobEvents(Report report, Track loop, Tracks tracks, Consumer<TraceEvent> out) {
        this.report = report;
        this.loop = loop;
        this.tracks = tracks;
        this.out = out;
    }

    void write() {
        Map<Integer, Track> workers = new TreeMap<>();
        for (Job job : report.jobs()) {
            if (job.worker() >= 0) {
                service(
                        job,
                        workers.computeIfAbsent(job.worker(), w -> new Track(tracks.worker(w))));
            }
        }
        workers.values().forEach(worker -> worker.flat(out));
        long number = 0;
        for (Job job : report.jobs()) {
            number++;
            Long end = job.startedNanos() == null ? job.completedNanos() : job.startedNanos();
            waiting("wait", job, number, job.submittedNanos(), end);
            if (job.finishedNanos() != null) {
                waiting("return", job, number, job.finishedNanos(), job.completedNanos());
            }
            flow(job, number, workers.get(job.worker()));
        }
    }

    private void service(Job job, Track worker) {
        if (job.startedNanos() != null) {
            worker.add("job", job.kind(), service(job), 0, arguments(job));
        }
    }

    /** A job that was running when the run ended is shown up to there. */
    private Span service(Job job) {
        long end = job.finishedNanos() == null ? report.run().durationNanos() : job.finishedNanos();
        return Span.between(job.startedNanos() == null ? end : job.startedNanos(), end);
    }

    private static Map<String, Object> arguments(Job job) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("job", job.id());
        arguments.put("outcome", job.outcome().word());
        if (job.serviceCpuNanos() != null) {
            arguments.put("serviceCpuNanos", job.serviceCpuNanos());
        }
        if (job.finishedNanos() == null) {
            arguments.put("unfinished", "the run ended before the job");
        }
        return arguments;
    }

    private void waiting(String what, Job job, long number, long fromNanos, @Nullable Long to) {
        Span span = Span.between(fromNanos, to == null ? report.run().durationNanos() : to);
        if (span.isEmpty()) {
            return;
        }
        String name = what + " " + job.kind();
        Map<String, Object> arguments = Map.of("job", job.id());
        out.accept(
                new TraceEvent(
                        TraceEvent.Kind.WAIT_BEGIN,
                        what,
                        name,
                        span.fromNanos(),
                        null,
                        Tracks.LOOP,
                        number,
                        arguments));
        out.accept(
                new TraceEvent(
                        TraceEvent.Kind.WAIT_END,
                        what,
                        name,
                        span.toNanos(),
                        null,
                        Tracks.LOOP,
                        number,
                        Map.of()));
    }

    private void flow(Job job, long number, @Nullable Track worker) {
        List<Point> points = new ArrayList<>(MAX_FLOW_POINTS);
        bind(points, loop, Tracks.LOOP, job.submittedNanos());
        if (worker != null && job.startedNanos() != null) {
            bind(points, worker, tracks.worker(job.worker()), job.startedNanos());
        }
        if (job.completedNanos() != null) {
            bind(points, loop, Tracks.LOOP, job.completedNanos());
        }
        for (int i = 0; i < points.size() && points.size() > 1; i++) {
            Point point = points.get(i);
            TraceEvent.Kind inner = i == 0 ? TraceEvent.Kind.FLOW_BEGIN : TraceEvent.Kind.FLOW_STEP;
            TraceEvent.Kind kind = i == points.size() - 1 ? TraceEvent.Kind.FLOW_END : inner;
            out.accept(
                    new TraceEvent(
                            kind,
                            "job",
                            job.kind(),
                            point.atNanos,
                            null,
                            point.tid,
                            number,
                            Map.of()));
        }
    }

    /** Only to what is there, and only forward in time. */
    private static void bind(List<Point> points, Track track, long tid, long atNanos) {
        boolean forward = points.isEmpty() || points.get(points.size() - 1).atNanos <= atNanos;
        if (forward && track.hasSliceAt(atNanos)) {
            points.add(new Point(tid, atNanos));
        }
    }
}
