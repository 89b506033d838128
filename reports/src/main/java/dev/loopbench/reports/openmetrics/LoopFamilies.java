package dev.loopbench.reports.openmetrics;

import dev.loopbench.probes.result.Loop;
import dev.loopbench.reports.series.DistinctNames;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of the event loop, of a run that goes on or of one that ended; what is not told is
 * left out. Stateless.
 */
final class LoopFamilies {

    private LoopFamilies() {}

    static void write(Loop loop, Exposition text) {
        Long iterations = loop.counts().iterations();
        if (iterations != null) {
            text.counter("loopbench_loop_iterations", "", "Iterations of the event loop.")
                    .sample(iterations);
        }
        Long events = loop.counts().events();
        if (events != null) {
            text.counter("loopbench_loop_events", "", "Ready sockets and pool completions.")
                    .sample(events);
        }
        Double utilization = loop.utilizationShare();
        if (utilization != null) {
            text.gauge(
                            "loopbench_loop_utilization_ratio",
                            "ratio",
                            "Time outside the kernel's poll over time, since measuring began.")
                    .sample(utilization);
        }
        text.counter(
                        "loopbench_loop_stalls",
                        "",
                        "Iterations that held the loop longer than the stall threshold.")
                .sample(loop.held().stalls().size() + loop.held().stallsDropped());
        if (loop.delay() != null) {
            delay(loop.delay(), text);
        }
        phases(loop.busyTime().phases(), text);
    }

    private static void delay(Loop.Delay delay, Exposition text) {
        text.gauge(
                        "loopbench_loop_delay_seconds",
                        Seconds.UNIT,
                        "What an event that arrives at a random moment waits for the loop, since"
                                + " measuring began.")
                .sample("quantile", "0.5", Seconds.of(delay.p50Nanos()))
                .sample("quantile", "0.9", Seconds.of(delay.p90Nanos()))
                .sample("quantile", "0.99", Seconds.of(delay.p99Nanos()))
                .sample("quantile", "1.0", Seconds.of(delay.maxNanos()));
        text.gauge("loopbench_loop_delay_mean_seconds", Seconds.UNIT, "The mean of that delay.")
                .sample(Seconds.of(delay.meanNanos()));
        if (delay.errorNanos() != null) {
            text.gauge(
                            "loopbench_loop_delay_error_seconds",
                            Seconds.UNIT,
                            "How much higher than told that delay and its mean may be.")
                    .sample(Seconds.of(delay.errorNanos()));
        }
    }

    private static void phases(List<Loop.PhaseTime> phases, Exposition text) {
        DistinctNames distinct = new DistinctNames();
        List<String> names = new ArrayList<>();
        phases.forEach(phase -> names.add(distinct.of(phase.phase())));
        text.counter("loopbench_loop_phase_seconds", Seconds.UNIT, "Time spent in each phase.");
        for (int i = 0; i < names.size(); i++) {
            text.sample("phase", names.get(i), Seconds.of(phases.get(i).totalNanos()));
        }
        text.counter("loopbench_loop_callbacks", "", "Callbacks run in each phase.");
        for (int i = 0; i < names.size(); i++) {
            text.sample("phase", names.get(i), phases.get(i).callbacks());
        }
    }
}
