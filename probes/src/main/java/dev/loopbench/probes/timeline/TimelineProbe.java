package dev.loopbench.probes.timeline;

import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.Phase;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.probes.host.Disturbances;
import dev.loopbench.probes.phase.PhaseNames;
import dev.loopbench.probes.result.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When the loop spent its time in which phase, when each worker was busy, and the longest of what
 * the loop did, between {@link #open} and {@link #close}; in the same room however long the run is.
 *
 * <p>Confined to the loop thread; read after {@link #close}. Recording allocates nothing.
 * Nanoseconds of the loop's clock; what began before the window counts from its opening. A phase's
 * time is its own: over all bins it adds up to the phase's total, drains are rows of their own. A
 * job counts when its callback is about to run, or the window closes.
 */
public final class TimelineProbe implements LoopObserver {

    private static final int PHASES = Phase.values().length;
    private static final int POLL_ROW = row(Phase.POLL);

    private final int workers;

    /** One row a phase, then workers by their number. */
    private final TimeBins bins;

    private final boolean[] ran = new boolean[PHASES];
    private final SliceLog slices = new SliceLog();
    private boolean open;
    private boolean callbackSincePhase;
    private boolean spinning;
    private long pollFromNanos;
    private long longestCallbackNanos;
    private String longestLabel = "";
    private long openedNanos;
    private long closedNanos;

    /**
     * @param threads of the pool; those beyond {@link Timeline#MAX_WORKERS} have no bins
     */
    public TimelineProbe(int threads) {
        workers = Math.min(threads, Timeline.MAX_WORKERS);
        bins = new TimeBins(PHASES + workers);
    }

    /** Starts a window from zero. */
    public void open(long nowNanos) {
        bins.open(nowNanos);
        slices.reset();
        Arrays.fill(ran, false);
        openedNanos = nowNanos;
        open = true;
    }

    /**
     * Ends the window; what happens from now on is ignored.
     *
     * @param underWay what the pool has not ended by {@code nowNanos}
     */
    public void close(long nowNanos, List<PoolRequest<?>> underWay) {
        if (open) {
            for (PoolRequest<?> request : underWay) {
                if (request.worker() != PoolRequest.NO_WORKER) {
                    served(request.worker(), request.startedNanos(), nowNanos);
                }
            }
            bins.close(nowNanos);
            closedNanos = nowNanos;
            open = false;
        }
    }

    /** When the window was opened: offsets count from here. */
    public long openedNanos() {
        return openedNanos;
    }

    @Override
    public void runStarted(long nowNanos) {
        startPeriod();
    }

    @Override
    public void pollEntered(long iteration, long timeoutMillis, long nowNanos) {
        spinning = timeoutMillis == 0;
        pollFromNanos = nowNanos;
    }

    /** A poll that may not wait is no idle time: it counts as the phase's. */
    @Override
    public void pollReturned(long iteration, int events, boolean woken, long nowNanos) {
        if (open && spinning) {
            add(POLL_ROW, pollFromNanos, nowNanos);
        }
        spinning = false;
        startPeriod();
    }

    @Override
    public void callbackEnded(Phase phase, String label, long startNanos, long endNanos) {
        callbackSincePhase = true;
        long nanos = endNanos - startNanos;
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
        add(row(queue), startNanos, endNanos);
        // A drain follows a callback; one that does not lies between phases.
        if (callbackSincePhase) {
            bins.hold(startNanos, endNanos);
        }
    }

    @Override
    public void phaseEnded(Phase phase, int callbacks, long startNanos, long endNanos) {
        if (open) {
            add(row(phase), startNanos, endNanos);
            bins.takeHeldOutOf(row(phase));
            long from = startNanos - openedNanos < 0 ? openedNanos : startNanos;
            slices.offer(from, endNanos - from, phase, callbacks, longestLabel);
        }
        startPhase();
    }

    /** Counts as the poll's: it is the way there. */
    @Override
    public void overhead(long startNanos, long endNanos) {
        if (open) {
            add(POLL_ROW, startNanos, endNanos);
        }
    }

    @Override
    public void requestCompleted(PoolRequest<?> request, long nowNanos) {
        if (open) {
            served(request.worker(), request.startedNanos(), request.finishedNanos());
        }
    }

    /** A worker was busy; without effect for one that has no bins. */
    void served(int worker, long startedNanos, long finishedNanos) {
        if (worker >= 0 && worker < workers) {
            bins.add(PHASES + worker, startedNanos, finishedNanos);
        }
    }

    /**
     * The closed window as reports tell it.
     *
     * @param memory what was in use meanwhile; null where nobody looked
     */
    public Timeline timeline(Disturbances beside, @Nullable List<Timeline.MemorySample> memory) {
        SortedMap<String, List<Long>> phases = new TreeMap<>();
        for (Phase phase : Phase.values()) {
            if (ran[row(phase)]) {
                phases.put(PhaseNames.of(phase), bins.toResult(row(phase), closedNanos));
            }
        }
        List<List<Long>> busy = new ArrayList<>(workers);
        for (int i = 0; i < workers; i++) {
            busy.add(bins.toResult(PHASES + i, closedNanos));
        }
        SortedMap<String, String> unavailable = new TreeMap<>(beside.unavailable());
        return new Timeline(
                new Timeline.Bins(
                        bins.binNanos(),
                        Collections.unmodifiableSortedMap(phases),
                        List.copyOf(busy)),
                new Timeline.Longest(
                        slices.toResult(openedNanos),
                        slices.dropped(),
                        beside.pauses(),
                        beside.pausesDropped()),
                new Timeline.Samples(beside.samples(), memory),
                Collections.unmodifiableSortedMap(unavailable));
    }

    private void add(int row, long startNanos, long endNanos) {
        ran[row] = true;
        bins.add(row, startNanos, endNanos);
    }

    private static int row(Phase phase) {
        return switch (phase) {
            case PENDING -> 0;
            case IDLE -> 1;
            case PREPARE -> 2;
            case POLL -> 3;
            case CHECK -> 4;
            case CLOSING -> 5;
            case TIMERS -> 6;
            case TICKS -> 7;
            case MICROTASKS -> 8;
        };
    }

    private void startPeriod() {
        bins.dropHeld();
        startPhase();
    }

    private void startPhase() {
        callbackSincePhase = false;
        longestCallbackNanos = -1;
        longestLabel = "";
    }
}
