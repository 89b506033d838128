package dev.loopbench.loopcore.pool;

import dev.loopbench.loopcore.clock.CpuClock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One job for a {@link WorkerPool}: what to run on a worker, whom to call on the loop afterwards,
 * and what is known about its course. One-shot: it is submitted once.
 *
 * <p>Handed over from thread to thread: the submitting loop writes it before the submission, one
 * worker while it runs, the loop again after completion; the pool's queues order these. Times are
 * nanoseconds of the pool's clock and 0 while nobody observes the pool.
 *
 * <p>A queued request costs its own fields and nothing else: it is its own link in the queue it
 * waits in and, later, in the completion queue.
 *
 * @param <T> what the work returns
 */
public final class PoolRequest<T> {

    /** Runs on the loop thread once the request has completed. */
    @FunctionalInterface
    public interface Callback<T> {

        /** {@code request} has its outcome; the callback may submit further ones. */
        void completed(PoolRequest<T> request);
    }

    /** Worker number of a request that never ran. */
    public static final int NO_WORKER = -1;

    enum State {
        NEW,
        QUEUED,
        RUNNING,
        FINISHED,
        CANCELLED
    }

    private final Lane lane;
    private final String kind;
    private final Callable<T> work;
    private final @Nullable Callback<T> callback;

    /** Moved from NEW to RUNNING or CANCELLED by {@link WorkLanes} alone. */
    State state = State.NEW;

    /** Where it is queued: a request is cancelled by the pool that holds it and by no other. */
    @Nullable WorkLanes lanes;

    /** In the pool's queue its neighbour behind; in the completion queue the next to hand over. */
    @Nullable PoolRequest<?> next;

    /** In the pool's queue its neighbour in front, so that cancelling does not search. */
    @Nullable PoolRequest<?> previous;

    @Nullable CompletionQueue completions;

    /** Makes it slower on purpose; null for all but proofs. */
    @Nullable DelayedPool delayed;

    /** What it waits for on its worker; null for nothing. */
    @Nullable Nested nested;

    /** Of the one that waits for it; null where none does. */
    @Nullable Nested siblings;

    int worker = NO_WORKER;
    long submittedNanos;

    private @Nullable T result;
    private @Nullable Throwable failure;
    private long startedNanos;
    private long finishedNanos;
    private long serviceCpuNanos = CpuClock.NOT_MEASURED;

    /**
     * @param kind names the operation in reports: {@code pbkdf2}, {@code fs-read}
     * @param work runs on a worker
     * @param callback runs on the loop; null where nobody wants to know
     * @throws IllegalArgumentException if there is no work (rule P09)
     */
    public PoolRequest(Lane lane, String kind, Callable<T> work, @Nullable Callback<T> callback) {
        if (work == null) {
            throw new IllegalArgumentException("a pool request needs work to run");
        }
        this.lane = lane;
        this.kind = kind;
        this.work = work;
        this.callback = callback;
    }

    /**
     * Once its work is done, its worker submits {@code requests} to the same pool and waits until
     * all of them have run, and only then has it finished. Called before the submission, once.
     *
     * @param requests at least one, not submitted by anybody else; they come back to the same loop
     */
    public void thenAwait(List<? extends PoolRequest<?>> requests) {
        Nested waitedFor = new Nested(this, requests);
        requests.forEach(request -> request.siblings = waitedFor);
        nested = waitedFor;
    }

    /** What it waits for on its worker: see {@link #thenAwait}. */
    public List<PoolRequest<?>> awaited() {
        return nested == null ? List.of() : nested.requests();
    }

    /** The one that waits for it on its worker; null where none does. */
    public @Nullable PoolRequest<?> parent() {
        return siblings == null ? null : siblings.parent();
    }

    /**
     * For a pool, once the work is done: submits what is waited for.
     *
     * @param pool the one that it was submitted to
     * @param whenEnded called by the thread that ends the last of them
     */
    public void submitAwaited(WorkerPool pool, Runnable whenEnded) {
        Nested waitedFor = Objects.requireNonNull(nested, "nothing is waited for");
        waitedFor.whenEnded(whenEnded);
        for (PoolRequest<?> request : waitedFor.requests()) {
            try {
                pool.submit(request, Objects.requireNonNull(completions, "never submitted"));
            } catch (IllegalStateException poolClosed) {
                cancelUnsubmitted(request);
            }
        }
    }

    private void cancelUnsubmitted(PoolRequest<?> request) {
        request.state = State.CANCELLED;
        request.completions = completions;
        request.deliver();
    }

    public Lane lane() {
        return lane;
    }

    public String kind() {
        return kind;
    }

    /**
     * How it ended.
     *
     * @throws IllegalStateException before it has completed
     */
    public Outcome outcome() {
        return switch (state) {
            case FINISHED -> failure == null ? Outcome.OK : Outcome.FAILED;
            case CANCELLED -> Outcome.CANCELLED;
            case NEW, QUEUED, RUNNING ->
                    throw new IllegalStateException("the request has not completed: " + state);
        };
    }

    /** What the work returned; null if it returned null or did not run to its end. */
    public @Nullable T result() {
        return result;
    }

    /** What the work threw; null unless the outcome is {@link Outcome#FAILED}. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Number of the worker that ran it, from 0, or {@link #NO_WORKER}. */
    public int worker() {
        return worker;
    }

    /** When it came into the queue. */
    public long submittedNanos() {
        return submittedNanos;
    }

    /** When a worker took it; 0 if it never ran. */
    public long startedNanos() {
        return startedNanos;
    }

    /** When the work had ended; 0 if it never ran. */
    public long finishedNanos() {
        return finishedNanos;
    }

    /** CPU time of the work, or {@link CpuClock#NOT_MEASURED}. */
    public long serviceCpuNanos() {
        return serviceCpuNanos;
    }

    /** For a pool that measures: a worker has taken it at this instant; 0 if nobody measures. */
    public void begin(long nowNanos) {
        startedNanos = nowNanos;
    }

    /**
     * For a pool: does the work on the calling thread. Whatever it throws, an {@link Error} too,
     * becomes its failure, for a worker that died of it would take its jobs along in silence.
     */
    public void run() {
        if (delayed == null) {
            work();
        } else {
            delayed.aroundWork(this::work);
        }
        state = State.FINISHED;
    }

    private void work() {
        try {
            result = work.call();
        } catch (Throwable thrown) {
            failure = thrown;
        }
    }

    /** For a pool that measures: the work ended at this instant and used that much CPU time. */
    public void end(long nowNanos, long cpuNanos) {
        finishedNanos = nowNanos;
        serviceCpuNanos = cpuNanos;
    }

    /** For a pool: hands the completed request over to the loop that submitted it. */
    public void deliver() {
        if (state == State.CANCELLED) {
            awaited().forEach(this::cancelUnsubmitted);
        }
        Nested waitedFor = siblings; // from the push on, the request is the loop's
        Objects.requireNonNull(completions, "never submitted").push(this);
        if (waitedFor != null) {
            waitedFor.ended();
        }
    }

    /** For the loop, once, on its thread: runs the callback if there is one. */
    public void complete() {
        if (delayed != null) {
            delayed.beforeCallback();
        }
        if (callback != null) {
            callback.completed(this);
        }
    }
}
