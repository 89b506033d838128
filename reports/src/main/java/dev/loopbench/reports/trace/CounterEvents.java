package dev.loopbench.reports.trace;

import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Timeline;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What grows and shrinks over the run. Stateless. */
final class CounterEvents {

    private static final int MICROSHARES = 1_000_000;

    private CounterEvents() {}

    static void write(Report report, Consumer<TraceEvent> out) {
        Steps depth = new Steps("queue depth", "jobs", out);
        report.pool().depth().depthSeries().forEach(p -> depth.add(p.atNanos(), (Long) p.depth()));
        Timeline timeline = report.timeline();
        if (timeline == null || timeline.bins().binNanos() <= 0) {
            return;
        }
        long durationNanos = report.run().durationNanos();
        Steps loop = new Steps("loop utilization", "share", out);
        bins(
                loop,
                timeline.bins().phaseNanos().values(),
                timeline.bins().binNanos(),
                durationNanos);
        Steps workers = new Steps("busy workers", "workers", out);
        bins(workers, timeline.bins().workerNanos(), timeline.bins().binNanos(), durationNanos);
        Steps delay = new Steps("loop waits for a core", "share", out);
        Steps steal = new Steps("steal", "share", out);
        for (Timeline.HostSample sample : timeline.samples().host()) {
            if (sample.loopRunDelayNanos() != null && sample.durationNanos() > 0) {
                double share = (double) sample.loopRunDelayNanos() / sample.durationNanos();
                delay.add(sample.atNanos(), rounded(share));
            }
            if (sample.stealShare() != null) {
                steal.add(sample.atNanos(), rounded(sample.stealShare()));
            }
        }
        memory(timeline, out);
    }

    private static void memory(Timeline timeline, Consumer<TraceEvent> out) {
        List<Timeline.MemorySample> samples = timeline.samples().memory();
        if (samples == null) {
            return;
        }
        Steps rss = new Steps("resident set", "bytes", out);
        Steps heap = new Steps("heap", "bytes", out);
        Steps direct = new Steps("direct buffers", "bytes", out);
        Steps held = new Steps("held by queued work", "bytes", out);
        for (Timeline.MemorySample sample : samples) {
            rss.addIfTold(sample.atNanos(), sample.rssBytes());
            heap.addIfTold(sample.atNanos(), sample.heapBytes());
            direct.addIfTold(sample.atNanos(), sample.directBytes());
            held.add(sample.atNanos(), (Long) sample.heldBytes());
        }
    }

    /** The rows' sum over the time of each bin; the last bin ends with the run. */
    private static void bins(
            Steps steps, Collection<List<Long>> rows, long binNanos, long durationNanos) {
        int bins = rows.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < bins && i <= durationNanos / binNanos; i++) {
            int bin = i;
            double sum =
                    rows.stream()
                            .filter(row -> bin < row.size())
                            .mapToDouble(row -> row.get(bin))
                            .sum();
            long width = Math.min(binNanos, durationNanos - i * binNanos);
            if (width > 0) {
                steps.add(i * binNanos, rounded(sum / width));
            }
        }
    }

    private static Double rounded(double value) {
        return Math.rint(value * MICROSHARES) / MICROSHARES;
    }

    /** One counter: instants only grow, so of two values of one instant the first is kept. */
    private static final class Steps {

        private final String name;
        private final String series;
        private final Consumer<TraceEvent> out;
        private long lastNanos = -1;

        private Steps(String name, String series, Consumer<TraceEvent> out) {
            this.name = name;
            this.series = series;
            this.out = out;
        }

        private void addIfTold(long atNanos, @Nullable Long value) {
            if (value != null) {
                add(atNanos, value);
            }
        }

        private void add(long atNanos, Object value) {
            if (atNanos > lastNanos) {
                lastNanos = atNanos;
                out.accept(TraceEvent.counter(name, atNanos, series, value));
            }
        }
    }
}
