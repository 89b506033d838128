package dev.loopbench.probes.session;

import dev.loopbench.loopcore.clock.Alarm;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemAlarm;
import dev.loopbench.loopcore.clock.SystemCpuClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.dns.NameLookup;
import dev.loopbench.loopcore.poll.DelayedPoller;
import dev.loopbench.loopcore.poll.Poller;
import dev.loopbench.loopcore.poll.SelectorPoller;
import dev.loopbench.loopcore.pool.DelayedPool;
import dev.loopbench.loopcore.pool.JobDelay;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.ThreadWorkerPool;
import dev.loopbench.loopcore.pool.WorkerPool;
import dev.loopbench.loopcore.pool.WorkerThreads;
import dev.loopbench.loopcore.sim.SeededServiceTimes;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.SimulatedWorkerPool;
import dev.loopbench.loopcore.sim.VirtualAlarm;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All of the machine that a session runs on: the real one, or the simulated one in virtual time.
 *
 * @param clock for the loop, the pool and the probes
 * @param alarms makes an alarm that wakes the loop for load that arrives from outside
 */
record Machine(NanoClock clock, Poller poller, WorkerPool pool, Supplier<Alarm> alarms) {

    /** Cores of the simulated machine: enough for the usual pools to have one a worker. */
    static final int SIMULATED_CORES = 8;

    /** What reading the simulated clock costs: about what it does on real hardware. */
    private static final long SIMULATED_READ_NANOS = 25;

    /** Jobs on real machines are never all alike. */
    private static final double SIMULATED_JITTER_SHARE = 0.02;

    /** Jobs that do not say what they cost, such as opening a file. */
    private static final long OTHER_JOBS_NANOS = 10_000;

    static Machine real(PoolShape shape, PoolObserver observer, @Nullable Injection injection) {
        NameLookup.disableCaches(); // a lookup that asks nobody would be measured as a lookup
        NanoClock clock = new SystemNanoClock();
        Poller poller = selectorPoller();
        WorkerPool pool =
                new ThreadWorkerPool(
                        shape, clock, new SystemCpuClock(), observer, new WorkerThreads());
        if (injection != null) {
            poller = new DelayedPoller(poller, clock, injection.pollNanos());
            pool =
                    new DelayedPool(
                            pool,
                            clock,
                            new JobDelay(injection.serviceShare(), injection.callbackNanos()));
        }
        return new Machine(
                clock, poller, pool, () -> new SystemAlarm(clock, new SessionThreads("arrivals")));
    }

    static Machine simulated(PoolShape shape, long seed, PoolObserver observer) {
        VirtualClock clock = new VirtualClock(0, SIMULATED_READ_NANOS);
        return new Machine(
                clock,
                new SimulatedPoller(clock),
                new SimulatedWorkerPool(
                        clock,
                        shape,
                        SIMULATED_CORES,
                        new SeededServiceTimes(seed, SIMULATED_JITTER_SHARE, OTHER_JOBS_NANOS),
                        observer),
                () -> new VirtualAlarm(clock));
    }

    private static Poller selectorPoller() {
        try {
            return new SelectorPoller();
        } catch (IOException refused) {
            throw new UncheckedIOException("the system gives no selector", refused);
        }
    }
}
