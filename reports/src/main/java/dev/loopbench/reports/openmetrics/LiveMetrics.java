package dev.loopbench.reports.openmetrics;

import dev.loopbench.probes.result.LiveConnections;
import dev.loopbench.probes.result.LiveFigures;
import dev.loopbench.probes.result.Loop;
import java.util.concurrent.TimeUnit;

/** The figures of a run that goes on, for scrapers. Stateless. */
public final class LiveMetrics {

    /** The media type that goes with {@link #of}. */
    public static final String CONTENT_TYPE =
            "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final String SECONDS = "seconds";
    private static final String RATIO = "ratio";

    private LiveMetrics() {}

    public static String of(LiveFigures live, LiveConnections connections) {
        Exposition text = new Exposition();
        text.gauge("loopbench_uptime_seconds", SECONDS, "Time since measuring began.")
                .sample(seconds(live.uptimeNanos()));
        loop(live.loop(), text);
        delay(live.loop().delay(), text);
        phases(live.loop(), text);
        pool(live, text);
        connections(connections, text);
        return text.end();
    }

    private static void loop(Loop loop, Exposition text) {
        text.counter("loopbench_loop_iterations", "", "Iterations of the event loop.")
                .sample(loop.iterations());
        text.counter("loopbench_loop_events", "", "Ready sockets and pool completions.")
                .sample(loop.events());
        text.gauge(
                        "loopbench_loop_utilization_ratio",
                        RATIO,
                        "Time outside the kernel's poll over time, since measuring began.")
                .sample(loop.utilizationShare());
        text.counter(
                        "loopbench_loop_stalls",
                        "",
                        "Iterations that held the loop longer than the stall threshold.")
                .sample(loop.stalls().size() + loop.stallsDropped());
    }

    private static void delay(Loop.Delay delay, Exposition text) {
        text.gauge(
                        "loopbench_loop_delay_seconds",
                        SECONDS,
                        "What an event that arrives at a random moment waits for the loop, since"
                                + " measuring began.")
                .sample("quantile", "0.5", seconds(delay.p50Nanos()))
                .sample("quantile", "0.9", seconds(delay.p90Nanos()))
                .sample("quantile", "0.99", seconds(delay.p99Nanos()))
                .sample("quantile", "1.0", seconds(delay.maxNanos()));
        text.gauge("loopbench_loop_delay_mean_seconds", SECONDS, "The mean of that delay.")
                .sample(delay.meanNanos() / TimeUnit.SECONDS.toNanos(1));
    }

    private static void phases(Loop loop, Exposition text) {
        text.counter("loopbench_loop_phase_seconds", SECONDS, "Time spent in each phase.");
        loop.phases().forEach(p -> text.sample("phase", p.phase(), seconds(p.totalNanos())));
        text.counter("loopbench_loop_callbacks", "", "Callbacks run in each phase.");
        loop.phases().forEach(p -> text.sample("phase", p.phase(), p.callbacks()));
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

    private static void connections(LiveConnections connections, Exposition text) {
        text.gauge("loopbench_server_connections", "", "Connections that are open.")
                .sample(connections.open());
        text.counter("loopbench_server_accepted", "", "Connections accepted.")
                .sample(connections.accepted());
        text.counter("loopbench_server_refused", "", "Connections closed at once: too many.")
                .sample(connections.refused());
    }

    private static double seconds(long nanos) {
        return (double) nanos / TimeUnit.SECONDS.toNanos(1);
    }
}
