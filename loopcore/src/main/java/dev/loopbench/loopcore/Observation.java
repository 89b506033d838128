package dev.loopbench.loopcore;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.pool.PoolRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells a {@link LoopObserver} what happens and when. Instants form a chain: one reading ends a
 * span and begins the next, so that the spans leave no gaps. With {@link LoopObserver#NONE}, and
 * outside of a run, no clock is read.
 *
 * <p>Confined to the loop thread.
 */
final class Observation {

    private final NanoClock clock;
    private final LoopObserver observer;
    private final boolean observed;
    private boolean running;
    private boolean inPhase;
    private Phase phase = Phase.PENDING;
    private int callbacks;
    private long phaseStartNanos;
    private long nowNanos;

    Observation(NanoClock clock, LoopObserver observer) {
        this.clock = clock;
        this.observer = observer;
        this.observed = !observer.equals(LoopObserver.NONE);
    }

    void runStarted() {
        if (observed) {
            running = true;
            nowNanos = clock.nanoTime();
            observer.runStarted(nowNanos);
        }
    }

    void runEnded() {
        if (running) {
            running = false;
            overhead();
            observer.runEnded(nowNanos);
        }
    }

    void pollEntered(long iteration, long timeoutMillis) {
        if (running) {
            overhead();
            observer.pollEntered(iteration, timeoutMillis, nowNanos);
        }
    }

    /** From the end of the last span to here the loop was busy with itself. */
    private void overhead() {
        long startNanos = nowNanos;
        nowNanos = clock.nanoTime();
        observer.overhead(startNanos, nowNanos);
    }

    /** {@code instantNanos} was read for the loop's own clock: the only reading both share. */
    void pollReturned(long iteration, int events, boolean woken, long instantNanos) {
        if (running) {
            nowNanos = instantNanos;
            observer.pollReturned(iteration, events, woken, instantNanos);
        }
    }

    void phaseEntered(Phase entered) {
        phase = entered;
        inPhase = true;
        callbacks = 0;
        phaseStartNanos = nowNanos;
    }

    /** The phase the loop is in; null between two of them, and outside of a run. */
    @Nullable Phase phase() {
        return inPhase ? phase : null;
    }

    void phaseLeft() {
        inPhase = false;
        if (running && callbacks > 0) {
            observer.phaseEnded(phase, callbacks, phaseStartNanos, nowNanos);
        }
    }

    /** How many callbacks have ended in this phase. */
    int callbacks() {
        return callbacks;
    }

    void callbackEnded(String label) {
        callbacks++;
        if (running) {
            long startNanos = nowNanos;
            nowNanos = clock.nanoTime();
            observer.callbackEnded(phase, label, startNanos, nowNanos);
        }
    }

    void drained(Phase queue, int count) {
        if (running) {
            long startNanos = nowNanos;
            nowNanos = clock.nanoTime();
            observer.drained(queue, count, startNanos, nowNanos);
        }
    }

    void timerFired(long dueNanos) {
        if (running) {
            observer.timerFired(dueNanos, notBefore(dueNanos));
        }
    }

    void requestCompleted(PoolRequest<?> request) {
        if (running) {
            observer.requestCompleted(request, notBefore(request.finishedNanos()));
        }
    }

    /**
     * The last reading of the clock, or a new one where that lies before what has happened since: a
     * timer came due, a request finished.
     */
    private long notBefore(long happenedNanos) {
        return happenedNanos - nowNanos > 0 ? clock.nanoTime() : nowNanos;
    }
}
