package dev.loopbench.probes.phase;

import dev.loopbench.loopcore.Phase;
import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.result.Loop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything one window says about a loop.
 *
 * <p>Single writer (the loop thread, through {@link PhaseProbe}); read after the window is closed.
 */
final class LoopRecord {

    final PhaseTimes phases = new PhaseTimes();
    final BusyPeriods busyPeriods = new BusyPeriods();
    private final AvailabilityCurve availability = new AvailabilityCurve();
    final HoldLog holds;
    final LatencyRecorder kernelWait = new LatencyRecorder();
    final LatencyRecorder dispatch = new LatencyRecorder();
    final LatencyRecorder timerLateness = new LatencyRecorder();

    long openedNanos;
    long runNanos;
    long iterations;
    long observed;
    private long events;
    private long eventsWaiting;
    private long eventsOfBlockingPolls;
    private long emptyPolls;
    private long wakeups;
    private long handOffs;
    private long spinNanos;
    private long negatives;

    /** The poll that was last has brought nothing so far: its requests are told one by one. */
    private boolean emptySoFar;

    private boolean handedOffSoFar;

    LoopRecord(long stallThresholdNanos) {
        holds = new HoldLog(stallThresholdNanos);
    }

    void reset(long nowNanos) {
        phases.reset();
        busyPeriods.reset();
        availability.open(nowNanos);
        holds.reset();
        kernelWait.reset();
        dispatch.reset();
        timerLateness.reset();
        openedNanos = nowNanos;
        runNanos = 0;
        iterations = 0;
        observed = 0;
        events = 0;
        eventsWaiting = 0;
        eventsOfBlockingPolls = 0;
        emptyPolls = 0;
        wakeups = 0;
        handOffs = 0;
        spinNanos = 0;
        negatives = 0;
        emptySoFar = false;
        handedOffSoFar = false;
    }

    void busy(long fromNanos, long toNanos) {
        busyPeriods.record(toNanos - fromNanos);
        availability.busy(fromNanos, toNanos);
    }

    /** A poll that may not wait: busy time, which ends the loop delay of those before it. */
    void spun(long fromNanos, long toNanos) {
        addTime(Phase.POLL, 0, toNanos - fromNanos);
        spinNanos += Math.max(0, toNanos - fromNanos);
        availability.busy(fromNanos, toNanos);
    }

    /** The window is over. */
    void close(long nowNanos) {
        availability.close(nowNanos);
    }

    void polled(int count, boolean mayBlock, boolean woken) {
        endPoll();
        emptySoFar = count == 0;
        wakeups += woken ? 1 : 0;
        events += count;
        if (mayBlock) {
            eventsOfBlockingPolls += count;
        } else {
            eventsWaiting += count;
        }
    }

    void requestCompleted() {
        events++;
        handOffs += handedOffSoFar ? 0 : 1;
        handedOffSoFar = true;
        emptySoFar = false;
    }

    /** Nothing more can come of the last poll: the next one is over, or the runs are. */
    void endPoll() {
        emptyPolls += emptySoFar ? 1 : 0;
        emptySoFar = false;
        handedOffSoFar = false;
    }

    long handOffs() {
        return handOffs;
    }

    void addTime(Phase phase, int callbacks, long nanos) {
        if (nanos < 0) {
            negatives++;
        }
        phases.add(phase, callbacks, Math.max(0, nanos));
    }

    long invalid() {
        return negatives
                + kernelWait.negatives()
                + dispatch.negatives()
                + timerLateness.negatives()
                + busyPeriods.lengths().negatives();
    }

    Loop toResult(StallStacks stacks, PauseOverlap pauses, Map<String, String> reasonsOfParts) {
        long busyNanos = runNanos - kernelWait.sumNanos();
        List<Loop.Stall> longest = holds.stalls(openedNanos, stacks, pauses);
        return new Loop(
                new Loop.Counts(
                        iterations,
                        events,
                        eventsOfBlockingPolls == 0 ? (Long) eventsWaiting : null,
                        emptyPolls + (emptySoFar ? 1 : 0),
                        wakeups),
                utilizationShare(),
                delay(),
                availability.toResult(),
                new Loop.BusyTime(
                        phases.toResult(openedNanos, busyNanos), residualShare(busyNanos)),
                new Loop.Durations(
                        Histograms.of(kernelWait),
                        Histograms.of(dispatch),
                        Histograms.of(busyPeriods.lengths()),
                        Histograms.orNull(timerLateness)),
                new Loop.Held(
                        longest, holds.stallCount() - longest.size(), holds.holds(stacks, pauses)),
                unavailable(longest, reasonsOfParts));
    }

    /** Busy periods, and polls that may not wait: what is not idle by Node's definition. */
    private double utilizationShare() {
        long activeNanos = busyPeriods.lengths().sumNanos() + spinNanos;
        return runNanos > 0 ? (double) activeNanos / runNanos : 0.0;
    }

    /**
     * The busy time, taken from the runs and the kernel's share of them, that no phase accounts
     * for. Phases are timed by other calls than runs and polls, so a lost call of either kind
     * shows, with a sign: all shares and this one add up to 1.
     */
    private double residualShare(long busyNanos) {
        long unaccountedNanos = busyNanos - phases.sumNanos();
        if (busyNanos <= 0) {
            return unaccountedNanos == 0 ? 0.0 : -1.0;
        }
        return (double) unaccountedNanos / busyNanos;
    }

    private Loop.Delay delay() {
        DelayCurve curve = busyPeriods.delay(runNanos);
        List<Loop.Delay.Over> over = new ArrayList<>();
        for (int i = 0; i < busyPeriods.thresholds(); i++) {
            over.add(
                    new Loop.Delay.Over(
                            busyPeriods.thresholdNanos(i),
                            runNanos > 0 ? (double) busyPeriods.excessNanos(i) / runNanos : 0.0));
        }
        return curve.toResult(over);
    }

    private SortedMap<String, String> unavailable(
            List<Loop.Stall> longest, Map<String, String> reasonsOfParts) {
        SortedMap<String, String> reasons = new TreeMap<>();
        if (eventsOfBlockingPolls > 0) {
            reasons.put(
                    "eventsWaiting",
                    "a poll that may block does not tell which of its events were waiting already");
        }
        if (timerLateness.isEmpty()) {
            reasons.put("timerLateness", "no timer fired");
        }
        if (runNanos <= 0) {
            reasons.put("delay", "the loop did not run");
            reasons.put("utilizationShare", "the loop did not run");
        }
        for (Loop.Stall stall : longest) {
            UntoldParts.note(stall.parts(), reasonsOfParts, reasons);
        }
        return Collections.unmodifiableSortedMap(reasons);
    }
}
