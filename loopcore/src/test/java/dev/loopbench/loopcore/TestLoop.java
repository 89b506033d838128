package dev.loopbench.loopcore;

import dev.loopbench.loopcore.pool.FakePool;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A loop in virtual time, with a log for its callbacks. */
final class TestLoop {

    static final long JOB_MILLIS = 1;

    final VirtualClock clock;
    final SimulatedPoller poller;
    final FakePool pool;
    final EventLoop loop;
    final List<String> log = new ArrayList<>();

    private TestLoop(VirtualClock clock, LoopObserver observer, boolean handling) {
        this.clock = clock;
        poller = new SimulatedPoller(clock);
        pool = new FakePool(clock, 1, TimeUnit.MILLISECONDS.toNanos(JOB_MILLIS));
        EventLoopConfig config = EventLoopConfig.of(clock, poller, pool).withObserver(observer);
        loop =
                new EventLoop(
                        handling
                                ? config.withUncaughtHandler(
                                        thrown -> log.add("uncaught:" + thrown.getMessage()))
                                : config);
    }

    static TestLoop create() {
        return new TestLoop(VirtualClock.still(), LoopObserver.NONE, true);
    }

    static TestLoop withoutHandler() {
        return new TestLoop(VirtualClock.still(), LoopObserver.NONE, false);
    }

    static TestLoop observedBy(LoopObserver observer, VirtualClock clock) {
        return new TestLoop(clock, observer, true);
    }

    Runnable logs(String text) {
        return () -> log.add(text);
    }

    Runnable logsAndThrows(String text) {
        return () -> {
            log.add(text);
            throw new IllegalArgumentException("from " + text);
        };
    }

    void passMillis(long millis) {
        clock.advance(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    long clockMillis() {
        return TimeUnit.NANOSECONDS.toMillis(clock.nanoTime());
    }

    PoolRequest<Void> submit(Runnable completed) {
        return loop.submit(
                new PoolRequest<>(Lane.FAST_IO, "job", () -> null, done -> completed.run()));
    }

    /** Runs until nothing is alive; the loop must get there by itself. */
    void run() {
        loop.run(RunMode.DEFAULT);
    }
}
