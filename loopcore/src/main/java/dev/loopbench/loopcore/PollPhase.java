package dev.loopbench.loopcore;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.poll.Poller;
import dev.loopbench.loopcore.poll.Registration;
import dev.loopbench.loopcore.pool.CompletionQueue;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits in the poller, then calls back for what came: ready channels, then pool completions, then
 * async handles.
 *
 * <p>Confined to the loop thread.
 */
final class PollPhase {

    /**
     * How often a full batch of events may be followed by another poll in the same phase (libuv's
     * bound, rule L18): a flood must not keep the loop from its other phases.
     */
    static final int MAX_ROUNDS = 48;

    private static final String UNNAMED_CHANNEL = "channel";

    private final NanoClock clock;
    private final LoopClock time;
    private final Poller poller;
    private final Observation observation;
    private final CallbackRunner runner;
    private final Liveness liveness;

    // One for all events of a kind, so that none is made for each event.
    private final Runnable readyCallback = this::runReady;
    private final Runnable requestCallback = this::runRequest;
    private final Consumer<PoolRequest<?>> requestSink = this::completed;
    private @Nullable Registration ready;
    private @Nullable PoolRequest<?> request;

    private long iterations;
    private long events;
    private long eventsWaiting;
    private boolean blocked;

    PollPhase(
            EventLoopConfig config,
            LoopClock time,
            Observation observation,
            CallbackRunner runner,
            Liveness liveness) {
        this.clock = config.clock();
        this.time = time;
        this.poller = config.poller();
        this.observation = observation;
        this.runner = runner;
        this.liveness = liveness;
    }

    /** Grows right before each iteration polls (rule M01). */
    long iterations() {
        return iterations;
    }

    /** Ready channels and pool completions; a mere wake-up is none (rule M02). */
    long events() {
        return events;
    }

    /** Those of them that a poll which does not block has found (rule M03). */
    long eventsWaiting() {
        return eventsWaiting;
    }

    void run(long timeoutMillis, CompletionQueue completions, AsyncQueue asyncs) {
        iterations++;
        int count = poll(timeoutMillis);
        for (int round = 1; count == Poller.MAX_EVENTS && round < MAX_ROUNDS; round++) {
            observation.phaseEntered(Phase.POLL);
            dispatch(count);
            observation.phaseLeft();
            count = poll(0);
        }
        observation.phaseEntered(Phase.POLL);
        dispatch(count);
        completions.drain(requestSink);
        asyncs.run(runner);
        observation.phaseLeft();
    }

    private int poll(long timeoutMillis) {
        long waitMillis = timeoutMillis > 0 ? remainingMillis(timeoutMillis) : timeoutMillis;
        observation.pollEntered(iterations, waitMillis);
        int count = poller.poll(waitMillis);
        long nowNanos = clock.nanoTime();
        time.update(nowNanos);
        observation.pollReturned(iterations, count, poller.wasWoken(), nowNanos);
        blocked = waitMillis != 0;
        count(count);
        return count;
    }

    private void count(int found) {
        events += found;
        eventsWaiting += blocked ? 0 : found;
    }

    /**
     * The time-out was taken against the cached clock. What callbacks have used since then is part
     * of the wait, or a timer would be late by it (rule T06).
     */
    private long remainingMillis(long timeoutMillis) {
        long staleMillis = time.millisAt(clock.nanoTime()) - time.nowMillis();
        return Math.max(0L, timeoutMillis - staleMillis);
    }

    private void dispatch(int count) {
        for (int i = 0; i < count; i++) {
            Registration registration = poller.ready(i);
            // An earlier callback of this batch may have closed the channel (rule L19).
            if (registration.isValid()) {
                ready = registration;
                runner.run(labelOf(registration), readyCallback);
            }
        }
        ready = null;
    }

    private static String labelOf(Registration registration) {
        return registration.callback() instanceof Handle handle ? handle.label() : UNNAMED_CHANNEL;
    }

    private void runReady() {
        if (ready != null) {
            ready.callback().ready(ready.readyOps());
        }
    }

    private void completed(PoolRequest<?> completed) {
        count(1);
        liveness.requestFinished();
        observation.requestCompleted(completed);
        request = completed;
        runner.run(completed.kind(), requestCallback);
        request = null;
    }

    private void runRequest() {
        if (request != null) {
            request.complete();
        }
    }
}
