package dev.loopbench.reports.series;

import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One distribution of a report. Immutable.
 *
 * @param owner the kind of operation, the phase for {@link Leg#PHASE_RUN}, else empty; with the leg
 *     it occurs once in a report
 */
public record Series(Leg leg, String owner, Histogram histogram) {

    /**
     * All distributions that were measured: those of the operations in the report's order, the
     * response first, then the server's, then the loop's own.
     */
    public static List<Series> of(Report report) {
        List<Series> series = new ArrayList<>();
        KindSeries.of(report).forEach(kind -> series.addAll(kind.legs()));
        ServerFigures server = report.server();
        if (server != null && server.requests() != null) {
            series.add(new Series(Leg.REQUEST, "", server.requests().response()));
        }
        series.addAll(of(report.loop()));
        return series;
    }

    private static List<Series> of(Loop loop) {
        List<Series> series = new ArrayList<>();
        ifMeasured(Leg.BUSY, "", loop.durations().busy()).ifPresent(series::add);
        ifMeasured(Leg.KERNEL_WAIT, "", loop.durations().kernelWait()).ifPresent(series::add);
        ifMeasured(Leg.DISPATCH, "", loop.durations().dispatch()).ifPresent(series::add);
        ifMeasured(Leg.TIMER_LATENESS, "", loop.durations().timerLateness()).ifPresent(series::add);
        DistinctNames phases = new DistinctNames();
        for (Loop.PhaseTime phase : loop.busyTime().phases()) {
            String name = phases.of(phase.phase());
            ifMeasured(Leg.PHASE_RUN, name, phase.durations()).ifPresent(series::add);
        }
        return series;
    }

    static Optional<Series> ifMeasured(Leg leg, String owner, @Nullable Histogram histogram) {
        return Optional.ofNullable(histogram).map(h -> new Series(leg, owner, h));
    }

    /**
     * {@code wait.pbkdf2}, {@code server.request}, {@code loop.busy}, {@code
     * loop.phase-run.timers}.
     */
    public String name() {
        String prefix = leg.scope() == Leg.Scope.OPERATION ? "" : leg.scope().key() + ".";
        return prefix + leg.key() + (owner.isEmpty() ? "" : "." + owner);
    }

    /** The figures that enough values support, by percentile. */
    public SortedMap<String, Long> percentiles() {
        SortedMap<String, Long> supported = new TreeMap<>();
        histogram
                .percentiles()
                .forEach(
                        (percentile, nanos) -> {
                            if (nanos != null) {
                                supported.put(percentile, nanos);
                            }
                        });
        return supported;
    }

    /** Whether nothing was recorded. */
    public boolean isEmpty() {
        return histogram.count() == 0;
    }
}
