package dev.loopbench.probes.merge;

import dev.loopbench.probes.phase.DelayCurve;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    static Loop of(List<Report> reports) {
        List<Loop> loops = reports.stream().map(Report::loop).toList();
        boolean told = loops.stream().allMatch(own -> own.utilizationShare() != null);
        boolean delayTold = loops.stream().allMatch(own -> own.delay() != null);
        boolean delayAdds = delayTold && loops.stream().allMatch(LoopSum::hasPeriods);
        double runNanos = reports.stream().mapToDouble(LoopSum::runNanos).sum();
        double busyNanos = reports.stream().mapToDouble(LoopSum::busyNanos).sum();
        Long eventsWaiting = Sums.orNull(loops, own -> own.counts().eventsWaiting());
        Histogram lateness = HistogramSum.orNull(loops, own -> own.durations().timerLateness());
        List<Loop.Stall> stalls = longestStalls(loops);
        return new Loop(
                new Loop.Counts(
                        Sums.orNull(loops, own -> own.counts().iterations()),
                        Sums.orNull(loops, own -> own.counts().events()),
                        eventsWaiting,
                        Sums.orNull(loops, own -> own.counts().emptyPolls()),
                        Sums.orNull(loops, own -> own.counts().wakeups())),
                !told ? null : (Double) (runNanos > 0 ? busyNanos / runNanos : 0.0),
                delayAdds ? delay(reports, runNanos) : null,
                availability(loops),
                new Loop.BusyTime(
                        phases(loops, told, busyNanos),
                        Sums.meanOrNull(
                                reports,
                                own -> own.loop().busyTime().residualShare(),
                                LoopSum::busyNanos)),
                new Loop.Durations(
                        HistogramSum.ofAllOrNull(loops, own -> own.durations().kernelWait()),
                        HistogramSum.ofAllOrNull(loops, own -> own.durations().dispatch()),
                        HistogramSum.ofAllOrNull(loops, own -> own.durations().busy()),
                        lateness),
                new Loop.Held(
                        stalls,
                        sum(
                                        loops,
                                        loop ->
                                                loop.held().stallsDropped()
                                                        + loop.held().stalls().size())
                                - stalls.size(),
                        holds(loops),
                        sampledCalls(loops)),
                unavailable(
                        loops,
                        eventsWaiting,
                        lateness,
                        runNanos > 0 && told,
                        runNanos > 0 && delayAdds,
                        delayTold));
    }

    private static Loop.Delay delay(List<Report> reports, double runNanos) {
        HistogramSum lengths = new HistogramSum();
        double sumOfSquares = 0;
        for (Report report : reports) {
            Histogram busy = report.loop().durations().busy();
            if (busy != null) {
                lengths.add(busy);
            }
            // The mean delay is Σ B² / 2T.
            sumOfSquares += 2 * meanDelayNanos(report.loop()) * runNanos(report);
        }
        DelayCurve curve =
                DelayCurve.of(
                        lengths.histogram(),
                        lengths.minNanos(),
                        lengths.maxNanos(),
                        sumOfSquares,
                        Math.round(runNanos));
        Loop.Delay sum = curve.toResult(over(reports, runNanos));
        return reports.stream()
                .map(report -> report.loop().delay())
                .filter(delay -> delay != null && delay.errorNanos() != null)
                .mapToLong(delay -> Objects.requireNonNull(delay.errorNanos()))
                .max()
                .stream()
                .mapToObj(sum::withError)
                .findFirst()
                .orElse(sum);
    }

    private static double meanDelayNanos(Loop loop) {
        Loop.Delay delay = loop.delay();
        return delay == null ? 0 : delay.meanNanos();
    }

    private static List<Loop.Delay.Over> over(List<Report> reports, double runNanos) {
        SortedMap<Long, Double> excessNanos = new TreeMap<>();
        for (Report report : reports) {
            Loop.Delay delay = report.loop().delay();
            for (Loop.Delay.Over over : delay == null ? List.<Loop.Delay.Over>of() : delay.over()) {
                excessNanos.merge(
                        over.thresholdNanos(), over.share() * runNanos(report), Double::sum);
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

    private static List<Loop.PhaseTime> phases(List<Loop> loops, boolean told, double busyNanos) {
        Map<String, List<Loop.PhaseTime>> rows = new LinkedHashMap<>();
        for (Loop loop : loops) {
            for (Loop.PhaseTime row : loop.busyTime().phases()) {
                rows.computeIfAbsent(row.phase(), phase -> new ArrayList<>()).add(row);
            }
        }
        return rows.values().stream().map(same -> phase(same, told, busyNanos)).toList();
    }

    private static Loop.PhaseTime phase(List<Loop.PhaseTime> rows, boolean told, double busyNanos) {
        long totalNanos = rows.stream().mapToLong(Loop.PhaseTime::totalNanos).sum();
        return new Loop.PhaseTime(
                rows.get(0).phase(),
                rows.stream().mapToLong(Loop.PhaseTime::callbacks).sum(),
                totalNanos,
                !told ? null : (Double) (busyNanos > 0 ? Math.min(1, totalNanos / busyNanos) : 0.0),
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
        Map<List<@Nullable String>, Loop.Hold> sums = new LinkedHashMap<>();
        for (Loop loop : loops) {
            List<Loop.Hold> holds = loop.held().holds();
            if (holds == null) {
                return null;
            }
            for (Loop.Hold hold : holds) {
                sums.merge(
                        Arrays.asList(hold.phase(), hold.label(), hold.call()),
                        hold,
                        Loop.Hold::plus);
            }
        }
        return sums.values().stream().sorted(Loop.Hold.byMostMet()).limit(Loop.MAX_HOLDS).toList();
    }

    /** Null where nobody took samples of one of them. */
    private static @Nullable List<Loop.SampledCall> sampledCalls(List<Loop> loops) {
        Map<List<String>, Loop.SampledCall> sums = new LinkedHashMap<>();
        for (Loop loop : loops) {
            List<Loop.SampledCall> calls = loop.held().sampledCalls();
            if (calls == null) {
                return null;
            }
            for (Loop.SampledCall call : calls) {
                sums.merge(List.of(call.call(), call.label()), call, Loop.SampledCall::plus);
            }
        }
        return sums.values().stream()
                .sorted(Loop.SampledCall.byMostTime())
                .limit(Loop.MAX_HOLDS)
                .toList();
    }

    private static SortedMap<String, String> unavailable(
            List<Loop> loops,
            @Nullable Long eventsWaiting,
            @Nullable Histogram lateness,
            boolean told,
            boolean delayAdds,
            boolean delayTold) {
        SortedMap<String, String> reasons = Sums.reasons(loops, Loop::unavailable);
        if (eventsWaiting != null) {
            reasons.remove("eventsWaiting");
        }
        if (lateness != null) {
            reasons.remove("timerLateness");
        }
        if (told) {
            reasons.remove("utilizationShare");
        }
        if (delayAdds) {
            reasons.remove("delay");
        } else if (delayTold) {
            reasons.putIfAbsent("delay", "percentiles do not add up");
        }
        return Sums.fixed(reasons);
    }

    /** Whether its busy periods are told, from which all its times follow. */
    private static boolean hasPeriods(Loop loop) {
        return loop.durations().busy() != null;
    }

    /** All but the waits in the kernel: busy periods, and polls that may not wait. */
    private static double busyNanos(Report report) {
        Loop loop = report.loop();
        Double utilization = loop.utilizationShare();
        if (!hasPeriods(loop) && utilization != null) {
            return utilization * report.run().durationNanos();
        }
        long inPhasesNanos =
                loop.busyTime().phases().stream().mapToLong(Loop.PhaseTime::totalNanos).sum();
        Double residual = loop.busyTime().residualShare();
        double shareOfPhases = 1 - (residual == null ? 0 : residual);
        return inPhasesNanos > 0 && shareOfPhases > 0
                ? inPhasesNanos / shareOfPhases
                : sumNanos(loop.durations().busy());
    }

    private static double runNanos(Report report) {
        Loop loop = report.loop();
        return hasPeriods(loop)
                ? busyNanos(report) + sumNanos(loop.durations().kernelWait())
                : report.run().durationNanos();
    }

    private static double sumNanos(@Nullable Histogram histogram) {
        return histogram == null ? 0 : HistogramSum.sumNanos(histogram);
    }

    private static long sum(List<Loop> loops, ToLongFunction<Loop> figure) {
        return loops.stream().mapToLong(figure).sum();
    }
}
