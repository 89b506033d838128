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
import dev.loopbench.loopcore.pool.ThreadWorkerPool;
import dev.loopbench.loopcore.pool.WorkerPool;
import dev.loopbench.loopcore.pool.WorkerThreads;
import dev.loopbench.loopcore.sim.SeededServiceTimes;
import dev.loopbench.loopcore.sim.SimulatedCores;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.SimulatedWorkerPool;
import dev.loopbench.loopcore.sim.VirtualAlarm;
import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.probes.host.SimulatedHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/**
 * All of the machine that a session runs on: the real one, or a simulated one in virtual time.
 *
 * @param clock for the loop, the pool and the probes
 * @param alarms makes an alarm that wakes the loop for load that arrives from outside
 * @param surroundings what lies around it
 */
record Machine(
        NanoClock clock,
        Poller poller,
        WorkerPool pool,
        Supplier<Alarm> alarms,
        Supplier<Surroundings> surroundings) {

    /** What reading the simulated clock costs: about what it does on real hardware. */
    private static final long SIMULATED_READ_NANOS = 25;

    /** Jobs on real machines are never all alike. */
    private static final double SIMULATED_JITTER_SHARE = 0.02;

    /** Jobs that do not say what they cost, such as opening a file. */
    private static final long OTHER_JOBS_NANOS = 10_000;

    static Machine of(SessionPlan plan, PoolObserver observer) {
        Simulation simulation = plan.simulation();
        return simulation == null ? real(plan, observer) : simulated(plan, simulation, observer);
    }

    private static Machine real(SessionPlan plan, PoolObserver observer) {
        NameLookup.disableCaches(); // a lookup that asks nobody would be measured as a lookup
        NanoClock clock = new SystemNanoClock();
        Poller selector = selectorPoller();
        WorkerPool threads =
                new ThreadWorkerPool(
                        plan.pool().shape(),
                        clock,
                        new SystemCpuClock(),
                        observer,
                        new WorkerThreads());
        Injection injection = plan.disturbance().injection();
        Poller poller =
                injection == null
                        ? selector
                        : new DelayedPoller(selector, clock, injection.pollNanos());
        WorkerPool pool =
                injection == null
                        ? threads
                        : new DelayedPool(
                                threads,
                                clock,
                                new JobDelay(injection.serviceShare(), injection.callbackNanos()));
        return new Machine(
                clock,
                poller,
                pool,
                () -> new SystemAlarm(clock, new SessionThreads("arrivals")),
                () -> new RealSurroundings(clock, poller.name(), plan.stallThresholdNanos()));
    }

    private static Machine simulated(
            SessionPlan plan, Simulation simulation, PoolObserver observer) {
        VirtualClock clock = new VirtualClock(0, SIMULATED_READ_NANOS);
        SimulatedCores cores =
                SimulatedCores.ofMachine(clock, simulation.cores(), simulation.neighbours());
        SimulatedPoller poller = new SimulatedPoller(clock);
        return new Machine(
                clock,
                poller,
                new SimulatedWorkerPool(
                        clock,
                        plan.pool().shape(),
                        cores,
                        new SeededServiceTimes(
                                plan.seed(), SIMULATED_JITTER_SHARE, OTHER_JOBS_NANOS),
                        observer),
                () -> new VirtualAlarm(clock),
                () ->
                        new SimulatedSurroundings(
                                clock,
                                new SimulatedHost(cores, simulation.cores(), poller.name()),
                                plan.seed()));
    }

    private static Poller selectorPoller() {
        try {
            return new SelectorPoller();
        } catch (IOException refused) {
            throw new UncheckedIOException("the system gives no selector", refused);
        }
    }
}
