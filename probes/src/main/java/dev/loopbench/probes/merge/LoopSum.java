package dev.loopbench.probes.merge;

import dev.loopbench.probes.phase.DelayCurve;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Loop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The loops of several runs, as if they were one that ran for the time of all. Stateless.
 *
 * <p>Weights are the times the loops ran: what they were busy for and what they spent in the
 * kernel.
 */
final class LoopSum {

    private LoopSum() {}

    static Loop of(List<Loop> loops) {
        double runNanos = loops.stream().mapToDouble(LoopSum::runNanos).sum();
        double busyNanos = loops.stream().mapToDouble(LoopSum::busyNanos).sum();
        Long eventsWaiting = Sums.orNull(loops, own -> own.counts().eventsWaiting());
        Histogram lateness = HistogramSum.orNull(loops, own -> own.durations().timerLateness());
        List<Loop.Stall> stalls = longestStalls(loops);
        return new Loop(
                new Loop.Counts(
                        sum(loops, loop -> loop.counts().iterations()),
                        sum(loops, own -> own.counts().events()),
                        eventsWaiting,
                        Sums.orNull(loops, own -> own.counts().emptyPolls()),
                        Sums.orNull(loops, own -> own.counts().wakeups())),
                runNanos > 0 ? busyNanos / runNanos : 0.0,
                delay(loops, runNanos),
                availability(loops),
                new Loop.BusyTime(
                        phases(loops, busyNanos),
                        Sums.mean(
                                loops, own -> own.busyTime().residualShare(), LoopSum::busyNanos)),
                new Loop.Durations(
                        HistogramSum.of(
                                loops.stream().map(own -> own.durations().kernelWait()).toList()),
                        HistogramSum.of(
                                loops.stream().map(own -> own.durations().dispatch()).toList()),
                        HistogramSum.of(loops.stream().map(own -> own.durations().busy()).toList()),
                        lateness),
                new Loop.Held(
                        stalls,
                        sum(
                                        loops,
                                        loop ->
                                                loop.held().stallsDropped()
                                                        + loop.held().stalls().size())
                                - stalls.size(),
                        holds(loops)),
                unavailable(loops, eventsWaiting, lateness, runNanos));
    }

    private static Loop.Delay delay(List<Loop> loops, double runNanos) {
        HistogramSum lengths = new HistogramSum();
        double sumOfSquares = 0;
        for (Loop loop : loops) {
            lengths.add(loop.durations().busy());
            // The mean delay is Σ B² / 2T.
            sumOfSquares += 2 * loop.delay().meanNanos() * runNanos(loop);
        }
        DelayCurve curve =
                DelayCurve.of(
                        lengths.histogram(),
                        lengths.minNanos(),
                        lengths.maxNanos(),
                        sumOfSquares,
                        Math.round(runNanos));
        return new Loop.Delay(
                curve.meanNanos(),
                curve.quantileNanos(0.50),
                curve.quantileNanos(0.90),
                curve.quantileNanos(0.99),
                curve.maxNanos(),
                over(loops, runNanos));
    }

    private static List<Loop.Delay.Over> over(List<Loop> loops, double runNanos) {
        SortedMap<Long, Double> excessNanos = new TreeMap<>();
        for (Loop loop : loops) {
            for (Loop.Delay.Over over : loop.delay().over()) {
                excessNanos.merge(
                        over.thresholdNanos(), over.share() * runNanos(loop), Double::sum);
            }
        }
        return excessNanos.entrySet().stream()
                .map(
                        entry ->
                                new Loop.Delay.Over(
                                        entry.getKey(),
                                        runNanos > 0
                                                ? Math.min(1, entry.getValue() / runNanos)
                                                : 0.0))
                .toList();
    }

    /** The worst window of all runs; none of them lies in two. */
    private static List<Loop.Availability> availability(List<Loop> loops) {
        SortedMap<Long, Double> least = new TreeMap<>();
        for (Loop loop : loops) {
            for (Loop.Availability window : loop.availability()) {
                least.merge(window.windowNanos(), window.leastFreeShare(), Math::min);
            }
        }
        return least.entrySet().stream()
                .map(entry -> new Loop.Availability(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<Loop.PhaseTime> phases(List<Loop> loops, double busyNanos) {
        Map<String, List<Loop.PhaseTime>> rows = new LinkedHashMap<>();
        for (Loop loop : loops) {
            for (Loop.PhaseTime row : loop.busyTime().phases()) {
                rows.computeIfAbsent(row.phase(), phase -> new ArrayList<>()).add(row);
            }
        }
        return rows.values().stream().map(same -> phase(same, busyNanos)).toList();
    }

    private static Loop.PhaseTime phase(List<Loop.PhaseTime> rows, double busyNanos) {
        long totalNanos = rows.stream().mapToLong(Loop.PhaseTime::totalNanos).sum();
        return new Loop.PhaseTime(
                rows.get(0).phase(),
                rows.stream().mapToLong(Loop.PhaseTime::callbacks).sum(),
                totalNanos,
                busyNanos > 0 ? Math.min(1, totalNanos / busyNanos) : 0.0,
                HistogramSum.orNull(rows, Loop.PhaseTime::durations),
                slowest(rows));
    }

    private static Loop.@Nullable Slowest slowest(List<Loop.PhaseTime> rows) {
        Loop.Slowest slowest = null;
        for (Loop.PhaseTime row : rows) {
            Loop.Slowest own = row.slowest();
            if (own != null && (slowest == null || own.durationNanos() > slowest.durationNanos())) {
                slowest = own;
            }
        }
        return slowest;
    }

    /** Each at its time in its own run. */
    private static List<Loop.Stall> longestStalls(List<Loop> loops) {
        return loops.stream()
                .flatMap(loop -> loop.held().stalls().stream())
                .sorted(Comparator.comparingLong(Loop.Stall::durationNanos).reversed())
                .limit(Loop.MAX_STALLS)
                .sorted(Comparator.comparingLong(Loop.Stall::atNanos))
                .toList();
    }

    private static @Nullable List<Loop.Hold> holds(List<Loop> loops) {
        Map<String, Loop.Hold> sums = new LinkedHashMap<>();
        for (Loop loop : loops) {
            List<Loop.Hold> holds = loop.held().holds();
            if (holds == null) {
                return null;
            }
            for (Loop.Hold hold : holds) {
                sums.merge(hold.phase() + ' ' + hold.label(), hold, Loop.Hold::plus);
            }
        }
        return sums.values().stream().sorted(Loop.Hold.byMostMet()).limit(Loop.MAX_HOLDS).toList();
    }

    private static SortedMap<String, String> unavailable(
            List<Loop> loops,
            @Nullable Long eventsWaiting,
            @Nullable Histogram lateness,
            double runNanos) {
        SortedMap<String, String> reasons = Sums.reasons(loops, Loop::unavailable);
        if (eventsWaiting != null) {
            reasons.remove("eventsWaiting");
        }
        if (lateness != null) {
            reasons.remove("timerLateness");
        }
        if (runNanos > 0) {
            reasons.remove("delay");
            reasons.remove("utilizationShare");
        }
        return Sums.fixed(reasons);
    }

    /** All but the waits in the kernel: busy periods, and polls that may not wait. */
    private static double busyNanos(Loop loop) {
        long inPhasesNanos =
                loop.busyTime().phases().stream().mapToLong(Loop.PhaseTime::totalNanos).sum();
        double shareOfPhases = 1 - loop.busyTime().residualShare();
        return inPhasesNanos > 0 && shareOfPhases > 0
                ? inPhasesNanos / shareOfPhases
                : HistogramSum.sumNanos(loop.durations().busy());
    }

    private static double runNanos(Loop loop) {
        return busyNanos(loop) + HistogramSum.sumNanos(loop.durations().kernelWait());
    }

    private static long sum(List<Loop> loops, ToLongFunction<Loop> figure) {
        return loops.stream().mapToLong(figure).sum();
    }
}
