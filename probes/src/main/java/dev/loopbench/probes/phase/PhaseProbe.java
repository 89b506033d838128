package dev.loopbench.probes.phase;

import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.Phase;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.probes.result.Loop;

/**
 * Where a loop's time goes: phases, kernel wait, busy periods, stalls and timer lateness, between
 * {@link #open} and {@link #close}.
 *
 * <p>Single writer (the loop thread, which also opens and closes, or any thread while the loop does
 * not run); read after {@link #close}. {@link #activity} may be read by any thread at any time.
 * Nanoseconds of the loop's clock. Recording allocates nothing.
 *
 * <p>The measured time is that of the runs: {@code runStarted} to {@code runEnded}. What lies
 * before a run's first poll and after its last one is busy time like the rest. A window that opens
 * or closes inside a run cuts what is in progress at that instant; a phase it closes on is not
 * reported any more and shows in the residual, so windows are best closed after a run.
 */
public final class PhaseProbe implements LoopObserver {

    private final ThreadMeter meter;
    private final StallMeter stallMeter;
    private final long holdNanos;
    private final LoopActivity activity = new LoopActivity();
    private final LoopRecord record;

    private boolean open;
    private boolean running;
    private boolean busy;
    private boolean polling;
    private long runFromNanos;
    private long busyFromNanos;
    private long pollFromNanos;
    private boolean pollMayBlock;
    private long lastIteration;
    private boolean callbackSincePhase;
    private long drainedInPhaseNanos;
    private long longestCallbackNanos;
    private String longestLabel = HoldLog.UNACCOUNTED;

    /**
     * @param meter read once a millisecond at the most and at the end of each hold, to tell where
     *     its time went; {@link ThreadMeter#NONE} leaves that unexplained
     * @param stallThresholdNanos busy periods from this length on are stalls
     */
    public PhaseProbe(ThreadMeter meter, long stallThresholdNanos) {
        this.meter = meter;
        this.stallMeter = new StallMeter(meter);
        this.holdNanos = Math.min(Loop.HOLD_NANOS, stallThresholdNanos);
        this.record = new LoopRecord(stallThresholdNanos);
    }

    /** Starts a window from zero. */
    public void open(long nowNanos) {
        record.reset(nowNanos);
        open = true;
        stallMeter.reset();
        runFromNanos = nowNanos;
        pollFromNanos = nowNanos;
        lastIteration = 0;
        if (busy) {
            enterBusy(nowNanos);
        }
    }

    /** Ends the window; what happens from now on is ignored. */
    public void close(long nowNanos) {
        if (!open) {
            return;
        }
        if (busy) {
            recordBusy(activity.state(), nowNanos);
        }
        if (polling) {
            leavePoll(nowNanos);
        }
        if (running) {
            record.runNanos += nowNanos - runFromNanos;
        }
        record.close(nowNanos);
        open = false;
    }

    /** What the loop is doing right now, for other threads; published in and out of windows. */
    public LoopActivity activity() {
        return activity;
    }

    /** Calls seen in the window. */
    public long events() {
        return record.observed;
    }

    /** How often finished requests came back to the loop: all of one poll are one. */
    public long handOffs() {
        return record.handOffs();
    }

    /** Durations that came out negative: faults of the instrument. */
    public long invalid() {
        return record.invalid();
    }

    /** The window as reports tell it. */
    public Loop loop(StallStacks stacks, PauseOverlap pauses) {
        return record.toResult(stacks, pauses, meter.unavailable());
    }

    /**
     * The window up to the busy period in progress; it stays open. Stalls come without stacks. To
     * be called on the loop thread, in a callback: it costs that callback about a millisecond.
     */
    public Loop soFar() {
        if (open && running && busyFromNanos - runFromNanos > 0) {
            record.runNanos += busyFromNanos - runFromNanos;
            runFromNanos = busyFromNanos;
        }
        return record.toResult(
                StallStacks.none("the run goes on"),
                (fromNanos, toNanos) -> 0L,
                meter.unavailable());
    }

    @Override
    public void runStarted(long nowNanos) {
        if (open) {
            record.observed++;
        }
        running = true;
        runFromNanos = nowNanos;
        enterBusy(nowNanos);
    }

    @Override
    public void runEnded(long nowNanos) {
        leaveBusy(nowNanos);
        if (open) {
            record.observed++;
            record.runNanos += running ? nowNanos - runFromNanos : 0;
        }
        running = false;
        polling = false;
    }

    @Override
    public void pollEntered(long iteration, long timeoutMillis, long nowNanos) {
        leaveBusy(nowNanos);
        polling = true;
        pollMayBlock = timeoutMillis != 0;
        pollFromNanos = nowNanos;
        if (open) {
            record.observed++;
            if (iteration != lastIteration) {
                record.iterations++;
            }
        }
        lastIteration = iteration;
    }

    @Override
    public void pollReturned(long iteration, int events, boolean woken, long nowNanos) {
        if (open) {
            record.observed++;
            if (polling) {
                leavePoll(nowNanos);
            }
            record.polled(events, pollMayBlock, woken);
        }
        polling = false;
        lastIteration = iteration;
        enterBusy(nowNanos);
    }

    @Override
    public void callbackEnded(Phase phase, String label, long startNanos, long endNanos) {
        callbackSincePhase = true;
        if (!open) {
            return;
        }
        record.observed++;
        long nanos = endNanos - sinceOpened(startNanos);
        record.phases.callback(phase, label, sinceOpened(startNanos), nanos);
        if (nanos > longestCallbackNanos) {
            longestCallbackNanos = nanos;
            longestLabel = label;
        }
    }

    @Override
    public void drained(Phase queue, int count, long startNanos, long endNanos) {
        if (!open) {
            return;
        }
        record.observed++;
        long nanos = endNanos - sinceOpened(startNanos);
        record.addTime(queue, count, nanos);
        // A drain follows a callback; one that does not lies between phases.
        if (callbackSincePhase) {
            drainedInPhaseNanos += nanos;
        }
    }

    @Override
    public void phaseEnded(Phase phase, int callbacks, long startNanos, long endNanos) {
        long drainedNanos = drainedInPhaseNanos;
        drainedInPhaseNanos = 0;
        callbackSincePhase = false;
        if (!open) {
            return;
        }
        record.observed++;
        long nanos = endNanos - sinceOpened(startNanos);
        record.addTime(phase, callbacks, nanos - drainedNanos);
        if (phase == Phase.POLL) {
            record.dispatch.record(nanos);
        }
    }

    /** Counts as the poll's: it is the way there. */
    @Override
    public void overhead(long startNanos, long endNanos) {
        if (open) {
            record.observed++;
            record.addTime(Phase.POLL, 0, endNanos - sinceOpened(startNanos));
        }
    }

    /** An event like a ready channel (rule M02). */
    @Override
    public void requestCompleted(PoolRequest<?> request, long nowNanos) {
        if (open) {
            record.observed++;
            record.requestCompleted();
        }
    }

    @Override
    public void timerFired(long dueNanos, long nowNanos) {
        if (open) {
            record.observed++;
            record.timerLateness.record(nowNanos - dueNanos);
        }
    }

    /**
     * Only a poll that may wait is idle time, as in libuv's {@code uv_metrics_idle_time} (rule
     * M04). One that may not is what an iteration costs a loop that spins: work of the poll phase.
     */
    private void leavePoll(long nowNanos) {
        if (pollMayBlock) {
            record.kernelWait.record(nowNanos - pollFromNanos);
        } else {
            record.spun(pollFromNanos, nowNanos);
        }
    }

    private void enterBusy(long nowNanos) {
        busy = true;
        busyFromNanos = nowNanos;
        drainedInPhaseNanos = 0;
        callbackSincePhase = false;
        longestCallbackNanos = 0;
        longestLabel = HoldLog.UNACCOUNTED;
        if (open) {
            stallMeter.begin(nowNanos);
            record.phases.startPeriod();
        }
        activity.busy(nowNanos);
    }

    private void leaveBusy(long nowNanos) {
        long state = activity.state();
        // First: whoever samples is not to meet the probe at its readings.
        activity.idle();
        if (busy && open) {
            recordBusy(state, nowNanos);
        }
        busy = false;
    }

    private void recordBusy(long state, long nowNanos) {
        long nanos = nowNanos - busyFromNanos;
        record.busy(busyFromNanos, nowNanos);
        record.phases.endPeriod();
        if (nanos < holdNanos) {
            stallMeter.end(nowNanos);
            return;
        }
        stallMeter.endStall(nowNanos);
        record.holds.add(
                state,
                busyFromNanos,
                nanos,
                stallMeter,
                record.phases.longestOfPeriod(),
                longestLabel,
                longestCallbackNanos);
    }

    /** What began before the window counts from its opening. */
    private long sinceOpened(long startNanos) {
        return startNanos - record.openedNanos < 0 ? record.openedNanos : startNanos;
    }
}
