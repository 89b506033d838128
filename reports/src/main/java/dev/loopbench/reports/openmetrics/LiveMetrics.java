package dev.loopbench.reports.openmetrics;

import dev.loopbench.probes.result.LiveConnections;
import dev.loopbench.probes.result.LiveFigures;

/** The figures of a run that goes on, for scrapers. Stateless. */
public final class LiveMetrics {

    /** The media type that goes with {@link #of}. */
    public static final String CONTENT_TYPE =
            "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private LiveMetrics() {}

    public static String of(LiveFigures live, LiveConnections connections) {
        Exposition text = new Exposition();
        text.gauge("loopbench_uptime_seconds", Seconds.UNIT, "Time since measuring began.")
                .sample(Seconds.of(live.uptimeNanos()));
        LoopFamilies.write(live.loop(), text);
        pool(live, text);
        ConnectionFamilies.write(live.requests(), connections, text);
        return text.end();
    }

    private static void pool(LiveFigures live, Exposition text) {
        text.gauge("loopbench_pool_threads", "", "Threads of the worker pool.")
                .sample(live.threads());
        text.gauge("loopbench_pool_running", "", "Workers that are busy.").sample(live.running());
        text.gauge("loopbench_pool_queued", "", "Jobs that wait for a worker.")
                .sample(live.queued());
        text.counter("loopbench_pool_submitted", "", "Jobs handed to the pool.")
                .sample(live.submitted());
    }
}
