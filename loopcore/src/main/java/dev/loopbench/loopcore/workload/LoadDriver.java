package dev.loopbench.loopcore.workload;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.Alarm;
import dev.loopbench.loopcore.clock.NanoClock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one workload's operations on a loop as a load model says, and counts them. Confined to the
 * loop thread, but for what it has counted and seen first: any thread may read that, at any time.
 *
 * <p>It keeps the loop alive until the last operation has ended, so that {@link EventLoop#run}
 * returns after it. One driver runs one load, once.
 */
public final class LoadDriver {

    private final Workload workload;
    private final NanoClock clock;
    private OperationObserver observer;
    private final String kind;
    private final Pacing pacing;
    private final OperationCounts counts = new OperationCounts();

    private volatile @Nullable Throwable firstFailure;
    private volatile @Nullable Sentence firstWrong;
    private Runnable whenOver = () -> {};
    private boolean started;
    private boolean over;

    /**
     * @param workload prepared; stays the caller's to close
     * @param alarm gives what wakes the loop for an open load, and is asked by such a load alone;
     *     stays the caller's to close
     * @param seed of the arrivals of an open load
     */
    public LoadDriver(
            EventLoop loop,
            Supplier<Alarm> alarm,
            Workload workload,
            LoadModel load,
            long seed,
            OperationObserver observer) {
        this.workload = workload;
        this.clock = loop.clock();
        this.observer = observer;
        this.kind = workload.kind();
        this.pacing = pacing(loop, alarm, load, seed);
    }

    /** Begins the load now. Called in a callback of the loop. */
    public void start() {
        if (started) {
            throw new IllegalStateException("a load runs once");
        }
        started = true;
        pacing.begin(clock.nanoTime());
        noticeOver();
    }

    /**
     * Has {@code callback} run on the loop once no operation starts any more and all have ended.
     */
    public void whenOver(Runnable callback) {
        whenOver = callback;
    }

    /** Starts no more operations; those in flight end by themselves. */
    public void stop() {
        pacing.stop();
        noticeOver();
    }

    /**
     * Starts no more operations, and what is in flight is of no interest any more: nobody is told
     * of its end.
     */
    public void abandon() {
        observer = OperationObserver.NONE;
        whenOver = () -> {};
        pacing.stop();
    }

    /** Whether no operation starts any more and all have ended. */
    public boolean isOver() {
        return over;
    }

    /** How far it is. Any thread. */
    public OperationCounts counts() {
        return counts;
    }

    /** Why the first of the failed operations failed. Any thread. */
    public Optional<Throwable> firstFailure() {
        return Optional.ofNullable(firstFailure);
    }

    /** What was wrong with the first wrong result. Any thread. */
    public Optional<Sentence> firstWrong() {
        return Optional.ofNullable(firstWrong);
    }

    private Pacing pacing(EventLoop loop, Supplier<Alarm> alarm, LoadModel load, long seed) {
        if (load instanceof LoadModel.Burst burst) {
            return new BurstPacing(burst, this::startOne, HeapRoom.operations());
        }
        if (load instanceof LoadModel.Closed closed) {
            return new ClosedPacing(closed, this::startOne);
        }
        LoadModel.Open open = (LoadModel.Open) load;
        return new OpenPacing(
                loop,
                alarm.get(),
                new ArrivalSchedule(open, seed),
                this::startOne,
                this::noticeOver,
                HeapRoom.operations());
    }

    private long startOne(long intendedNanos) {
        long nowNanos = clock.nanoTime();
        counts.countStart();
        observer.started(kind, intendedNanos, nowNanos);
        workload.start(new InFlight(this, intendedNanos, nowNanos));
        return nowNanos;
    }

    private void end(
            OperationOutcome outcome,
            @Nullable String reason,
            long intendedNanos,
            long startedNanos) {
        long nowNanos = clock.nanoTime();
        counts.countEnd(outcome);
        if (reason != null) {
            observer.failed(kind, reason, nowNanos);
        }
        observer.ended(kind, outcome, intendedNanos, startedNanos, nowNanos);
        pacing.operationEnded(nowNanos);
        noticeOver();
    }

    private void noticeOver() {
        if (started && !over && pacing.isExhausted() && counts.started() == counts.ended()) {
            over = true;
            whenOver.run();
        }
    }

    /** 40 bytes: a million of them may be in flight. */
    private static final class InFlight implements Operation {

        private final long intendedNanos;
        private long startedNanos;
        private long heldBytes;

        /** Null once the operation has ended. */
        private @Nullable LoadDriver driver;

        InFlight(LoadDriver driver, long intendedNanos, long startedNanos) {
            this.driver = driver;
            this.intendedNanos = intendedNanos;
            this.startedNanos = startedNanos;
        }

        @Override
        public void begun() {
            startedNanos = running().clock.nanoTime();
        }

        @Override
        public void holds(long bytes) {
            if (bytes != heldBytes) {
                LoadDriver holding = running();
                long changeBytes = bytes - heldBytes;
                heldBytes = bytes;
                holding.observer.held(holding.kind, changeBytes, holding.clock.nanoTime());
            }
        }

        @Override
        public void away(long nanos) {
            LoadDriver observed = running();
            observed.observer.away(observed.kind, nanos);
        }

        @Override
        public void succeeded() {
            end(OperationOutcome.OK, null);
        }

        @Override
        public void failed(Throwable reason) {
            LoadDriver ending = running();
            if (ending.firstFailure == null) {
                ending.firstFailure = reason;
            }
            end(OperationOutcome.FAILED, FailureReason.of(reason));
        }

        @Override
        public void wrong(Sentence detail) {
            LoadDriver ending = running();
            if (ending.firstWrong == null) {
                ending.firstWrong = detail;
            }
            end(OperationOutcome.WRONG, FailureReason.WRONG_RESULT);
        }

        @Override
        public void cancelled() {
            end(OperationOutcome.CANCELLED, null);
        }

        private void end(OperationOutcome outcome, @Nullable String reason) {
            LoadDriver ending = running();
            holds(0);
            driver = null;
            ending.end(outcome, reason, intendedNanos, startedNanos);
        }

        private LoadDriver running() {
            if (driver == null) {
                throw new IllegalStateException("an operation ends once");
            }
            return driver;
        }
    }
}
