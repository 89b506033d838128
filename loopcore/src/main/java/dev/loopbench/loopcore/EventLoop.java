package dev.loopbench.loopcore;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.poll.Poller;
import dev.loopbench.loopcore.poll.ReadyCallback;
import dev.loopbench.loopcore.poll.Registration;
import dev.loopbench.loopcore.pool.CompletionQueue;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.WorkerPool;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event loop that runs its phases in libuv's order (since 1.45) and, after every callback, ticks
 * and microtasks as Node does.
 *
 * <p>Confined to the loop thread: the one that made it, from {@link #run} on the one that runs it.
 * Other threads come in through {@link AsyncHandle#send} alone. Times are whole milliseconds of a
 * clock that is cached (see {@link #nowMillis}).
 *
 * <p>The rules by their numbers: {@code loopcore/README.md}.
 */
public final class EventLoop implements AutoCloseable {

    /**
     * So often are pending callbacks run again after a poll, so that those which keep adding others
     * cannot keep the loop from its other phases (libuv's bound, rule L01).
     */
    private static final int MAX_PENDING_ROUNDS = 8;

    private final EventLoopConfig config;
    private final Observation observation;
    private final PollPhase poll;
    private final ImmediateQueue immediates = new ImmediateQueue();
    private final WatcherHandle.Started idles = new WatcherHandle.Started();
    private final WatcherHandle.Started prepares = new WatcherHandle.Started();
    private final WatcherHandle.Started checks = new WatcherHandle.Started();
    private final CompletionQueue completions;
    private Thread thread = Thread.currentThread();
    private boolean running;
    private boolean stopping;
    private boolean closed;

    // What handles work with.
    final LoopClock time;
    final Liveness liveness = new Liveness();
    final CallbackRunner runner;
    final TimerPhase timers;
    final PendingQueue pending;
    final ClosingQueue closings;
    final AsyncQueue asyncs;

    public EventLoop(EventLoopConfig config) {
        Poller poller = config.poller();
        this.config = config;
        time = new LoopClock(config.clock());
        observation = new Observation(config.clock(), config.observer());
        runner = new CallbackRunner(observation, config.uncaught());
        timers = new TimerPhase(time, observation);
        pending = new PendingQueue(observation);
        closings = new ClosingQueue(observation);
        asyncs = new AsyncQueue(poller::wakeup);
        completions = new CompletionQueue(poller::wakeup);
        poll = new PollPhase(config, time, observation, runner, liveness);
    }

    /**
     * Runs until nothing is alive or {@link #stop} was called, or one iteration, as {@code mode}
     * says. Ticks and microtasks queued outside of a callback run first.
     *
     * @return whether something is still alive
     * @throws UncaughtException if a callback threw and there is no handler; that ends the loop
     * @throws IllegalStateException from inside a callback, or if the loop is closed or has ended
     */
    public boolean run(RunMode mode) {
        enter();
        try {
            if (!stopping) {
                runner.drain();
            }
            observation.runStarted();
            return runWhileAlive(mode);
        } finally {
            observation.runEnded();
            running = false;
        }
    }

    private boolean runWhileAlive(RunMode mode) {
        boolean alive = isAlive();
        if (!alive) {
            time.update();
        } else if (mode == RunMode.DEFAULT && !stopping) {
            time.update();
            timers.run();
        }
        while (alive && !stopping) {
            runIteration(mode);
            alive = isAlive();
            if (mode != RunMode.DEFAULT) {
                break;
            }
        }
        closings.release(config.poller());
        stopping = false;
        return alive;
    }

    private void runIteration(RunMode mode) {
        boolean mayBlock =
                switch (mode) {
                    case DEFAULT -> true;
                    case ONCE -> pending.isEmpty() && !isIdling();
                    case NOWAIT -> false;
                };
        pending.run(runner);
        runWatchers(Phase.IDLE, idles);
        runWatchers(Phase.PREPARE, prepares);
        poll.run(mayBlock ? pollTimeoutMillis() : 0, completions, asyncs);
        for (int round = 0; round < MAX_PENDING_ROUNDS && !pending.isEmpty(); round++) {
            pending.run(runner);
        }
        runCheck();
        closings.run(runner);
        time.update();
        timers.run();
    }

    private void runWatchers(Phase phase, WatcherHandle.Started watchers) {
        observation.phaseEntered(phase);
        watchers.run(runner);
        observation.phaseLeft();
    }

    private void runCheck() {
        observation.phaseEntered(Phase.CHECK);
        checks.run(runner);
        immediates.run(runner);
        observation.phaseLeft();
    }

    /** Ends the run after this iteration; before a run, that run at once (rules L13, L14). */
    public void stop() {
        assert isConfined();
        stopping = true;
    }

    /**
     * Whether there is an active and referenced handle or timeout, a request under way, a pending
     * callback, a referenced immediate, or a handle waiting for its close callback (rule L09).
     */
    public boolean isAlive() {
        assert isConfined();
        return liveness.hasHoldsOrRequests()
                || immediates.holdsLoop()
                || !pending.isEmpty()
                || !closings.isEmpty();
    }

    /**
     * How long a poll would block, counted from the cached clock's now; {@link
     * Poller#FOREVER_MILLIS} has no limit (rule L15).
     */
    public long pollTimeoutMillis() {
        assert isConfined();
        boolean workWaiting =
                stopping
                        || !liveness.hasHoldsOrRequests()
                        || isIdling()
                        || !pending.isEmpty()
                        || !closings.isEmpty();
        return PollTimeout.millis(
                workWaiting, timers.isArmed(), timers.firstDeadlineMillis(), time.nowMillis());
    }

    /** Whether something wants the loop to go round without waiting. */
    private boolean isIdling() {
        return !idles.isEmpty() || immediates.holdsLoop();
    }

    /**
     * The cached clock: whole milliseconds since the loop was made. Refreshed when a run starts,
     * after each poll, before the timers phase, and by {@link #setTimeout} and {@link
     * #setInterval}.
     */
    public long nowMillis() {
        assert isConfined();
        return time.nowMillis();
    }

    /** Refreshes the cached clock. */
    public void updateTime() {
        assert isConfined();
        time.update();
    }

    /**
     * What runs now: {@link Phase#TICKS} or {@link Phase#MICROTASKS} while that queue is drained,
     * otherwise the phase the callback belongs to. Empty for a script's own callback and outside of
     * callbacks.
     */
    public Optional<Phase> phase() {
        assert isConfined();
        Phase draining = runner.draining();
        return Optional.ofNullable(draining == null ? observation.phase() : draining);
    }

    /** How many iterations have polled so far (rule M01). */
    public long iterations() {
        assert isConfined();
        return poll.iterations();
    }

    /** How many ready channels and pool completions there were so far (rule M02). */
    public long events() {
        assert isConfined();
        return poll.events();
    }

    /**
     * How many of the {@link #events} were found by polls that do not block: they were there before
     * the loop asked. Of those that a blocking poll brings nobody knows (rule M03).
     */
    public long eventsWaiting() {
        assert isConfined();
        return poll.eventsWaiting();
    }

    public NanoClock clock() {
        return config.clock();
    }

    public WorkerPool pool() {
        return config.pool();
    }

    /** A timer that is not started. */
    public TimerHandle timer() {
        assert isConfined();
        return new TimerHandle(this);
    }

    /** An async handle, which is active; without a callback it only wakes the loop. */
    public AsyncHandle async(@Nullable Runnable callback) {
        assert isConfined();
        return new AsyncHandle(this, callback);
    }

    /** An idle handle that is not started. */
    public WatcherHandle idle() {
        assert isConfined();
        return new WatcherHandle(this, "idle", idles);
    }

    /** A prepare handle that is not started. */
    public WatcherHandle prepare() {
        assert isConfined();
        return new WatcherHandle(this, "prepare", prepares);
    }

    /** A check handle that is not started. */
    public WatcherHandle check() {
        assert isConfined();
        return new WatcherHandle(this, "check", checks);
    }

    /** Node's process.nextTick: right after this callback, before any microtask. */
    public void nextTick(Runnable callback) {
        assert isConfined();
        runner.nextTick(callback);
    }

    /** After this callback, once no tick is left. */
    public void queueMicrotask(Runnable callback) {
        assert isConfined();
        runner.queueMicrotask(callback);
    }

    /**
     * After this callback, once neither a tick nor a microtask is left: where Node looks for
     * rejections that nobody has handled. What it queues itself is drained again.
     */
    public void onceDrained(Runnable callback) {
        assert isConfined();
        runner.onceDrained(callback);
    }

    /** In the next check phase that begins. */
    public Immediate setImmediate(Runnable callback) {
        assert isConfined();
        return immediates.add(callback);
    }

    /** Once, after so many ms; truncated, and 1 for what is below 1, NaN or above 2^31-1. */
    public Timeout setTimeout(Runnable callback, double delayMillis) {
        assert isConfined();
        return new Timeout(this, callback, delayMillis, false);
    }

    /** Again and again, so many ms apart, not counting the callback's own time (rule T16). */
    public Timeout setInterval(Runnable callback, double delayMillis) {
        assert isConfined();
        return new Timeout(this, callback, delayMillis, true);
    }

    /** In the next pending phase, or right after the poll in progress. */
    public void queuePending(Runnable callback) {
        assert isConfined();
        pending.add("pending", callback);
    }

    /** Has the pool do a job; until its callback has run it keeps the loop alive (rule L10). */
    public <T> PoolRequest<T> submit(PoolRequest<T> request) {
        assert isConfined();
        config.pool().submit(request, completions);
        liveness.requestStarted();
        // They come back to this loop, too, whether they run or not.
        request.awaited().forEach(nested -> liveness.requestStarted());
        return request;
    }

    /**
     * Takes a job back. Either way its callback runs, later and once (rules P11, P12).
     *
     * @return false if it is too late: it runs or has run
     */
    public boolean cancel(PoolRequest<?> request) {
        assert isConfined();
        return config.pool().cancel(request);
    }

    /**
     * Closes the poller. Timeouts and immediates that are left, all unreferenced, are dropped.
     *
     * @throws IllegalStateException from inside a callback, or if a handle is not closed or a
     *     request not finished (libuv's EBUSY, rule L20); a loop that an uncaught exception has
     *     ended can always be closed
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (running) {
            throw new IllegalStateException("a callback cannot close its loop");
        }
        if (!runner.isDead() && (isAlive() || liveness.openHandles() > 0)) {
            throw new IllegalStateException(
                    "the loop is still in use: open handles "
                            + liveness.openHandles()
                            + ", requests "
                            + liveness.requests()
                            + (isAlive() ? ", alive" : ", not alive"));
        }
        closed = true;
        config.poller().close();
    }

    /** As if the program were a callback: for what runs before and after the loop. */
    void runOutside(String label, Runnable callback) {
        enter();
        try {
            runner.run(label, callback);
        } finally {
            running = false;
        }
    }

    Registration register(SelectableChannel channel, int interestOps, ReadyCallback callback)
            throws IOException {
        return config.poller().register(channel, interestOps, callback);
    }

    /** For the assertions of what only the loop thread may call. */
    boolean isConfined() {
        return Thread.currentThread().equals(thread);
    }

    private void enter() {
        if (running) {
            throw new IllegalStateException("a callback cannot run its own loop");
        }
        if (closed) {
            throw new IllegalStateException("the loop is closed");
        }
        if (runner.isDead()) {
            throw new IllegalStateException("an uncaught exception has ended the loop");
        }
        thread = Thread.currentThread();
        running = true;
    }
}
