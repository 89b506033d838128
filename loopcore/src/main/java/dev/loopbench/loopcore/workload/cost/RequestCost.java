package dev.loopbench.loopcore.workload.cost;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.net.RequestWork;
import dev.loopbench.loopcore.workload.FailureReason;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.Sentence;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server does for each request before it answers: first it holds the loop, then it waits for
 * an operation of a workload of the pool; either may be nothing. Confined to the loop thread.
 *
 * <p>The pool's operations are told to an observer under a kind of their own.
 */
public final class RequestCost implements RequestWork, AutoCloseable {

    private final String server;
    private final CallbackCost callback;
    private final CallbackCost.Asked<Workload> asked;

    private OperationObserver observer = OperationObserver.NONE;
    private @Nullable Workload job;
    private @Nullable NanoClock clock;
    private @Nullable Sentence wrong;

    /**
     * @param server a word for what serves
     */
    RequestCost(String server, CallbackCost callback, CallbackCost.Asked<Workload> asked) {
        this.server = server;
        this.callback = callback;
        this.asked = asked;
    }

    /** Called before {@link #prepare}. */
    public void observe(OperationObserver newObserver) {
        observer = newObserver;
    }

    /** As {@link Workload#prepare}. */
    public void prepare(EventLoop loop) throws WrongResultException, WorkloadException {
        clock = loop.clock();
        job = asked.get();
        if (job != null) {
            try {
                job.prepare(loop);
            } catch (WorkloadException refused) {
                throw new WorkloadException("%s: %s", Costs.POOL_JOB, refused.sentence());
            }
        }
        callback.prepare(loop.clock());
    }

    @Override
    public String label() {
        return callback.label(server + " request");
    }

    @Override
    public void perform(Done done) {
        callback.pay();
        if (job == null) {
            done.done(true);
            return;
        }
        long startNanos = nowNanos();
        observer.started(job.kind(), startNanos, startNanos);
        PoolOperation operation = new PoolOperation(job.kind(), startNanos, done);
        try {
            job.start(operation);
        } catch (IllegalStateException poolClosed) {
            operation.cancelled(); // the run was interrupted within the request
        }
    }

    /** What was wrong with the first wrong result of the pool. */
    public Optional<Sentence> wrong() {
        return Optional.ofNullable(wrong);
    }

    /** As {@link Workload#release}. */
    public void release() {
        if (job != null) {
            job.release();
        }
    }

    /** As {@link Workload#close}. */
    @Override
    public void close() {
        callback.close();
        if (job != null) {
            job.close();
        }
    }

    private long nowNanos() {
        return Objects.requireNonNull(clock, "not prepared").nanoTime();
    }

    private final class PoolOperation implements Operation {

        private final String kind;
        private final long intendedNanos;
        private final Done done;
        private long startedNanos;

        PoolOperation(String kind, long nowNanos, Done done) {
            this.kind = kind;
            this.intendedNanos = nowNanos;
            this.startedNanos = nowNanos;
            this.done = done;
        }

        @Override
        public void begun() {
            startedNanos = nowNanos();
        }

        @Override
        public void succeeded() {
            end(OperationOutcome.OK);
        }

        @Override
        public void failed(Throwable reason) {
            observer.failed(kind, FailureReason.of(reason), nowNanos());
            end(OperationOutcome.FAILED);
        }

        @Override
        public void wrong(Sentence detail) {
            if (wrong == null) {
                wrong = detail;
            }
            observer.failed(kind, FailureReason.WRONG_RESULT, nowNanos());
            end(OperationOutcome.WRONG);
        }

        @Override
        public void cancelled() {
            end(OperationOutcome.CANCELLED);
        }

        private void end(OperationOutcome outcome) {
            observer.ended(kind, outcome, intendedNanos, startedNanos, nowNanos());
            // An interrupt is nobody's failure: the client's request stays under way, too.
            if (outcome != OperationOutcome.CANCELLED) {
                done.done(outcome == OperationOutcome.OK);
            }
        }
    }
}
