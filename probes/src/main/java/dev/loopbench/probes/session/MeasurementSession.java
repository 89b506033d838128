package dev.loopbench.probes.session;

import dev.loopbench.loopcore.AsyncHandle;
import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.workload.Blocker;
import dev.loopbench.loopcore.workload.Blocking;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.pool.DepthProbe;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run: prepares the workload, warms up, measures as often as planned, and collects the report.
 *
 * <p>{@link #run} takes the calling thread as the loop thread and is called once; {@link
 * #interrupt} is thread-safe.
 */
public final class MeasurementSession {

    private final SessionPlan plan;
    private final Progress progress;

    private volatile boolean interrupted;
    private volatile @Nullable AsyncHandle interruptDoor;

    // What follows is the loop thread's own.
    private @Nullable LoadDriver driver;
    private @Nullable String firstFailure;
    private long runs;

    public MeasurementSession(SessionPlan plan, SessionListener listener) {
        this.plan = plan;
        this.progress = new Progress(listener, plan);
    }

    /**
     * Runs to the end or until {@link #interrupt}; then the report says {@code complete: false}.
     *
     * @throws WrongResultException if a result is not what it has to be: nothing else counts then
     * @throws WorkloadException if something the user named cannot be used
     */
    public Report run() throws WrongResultException, WorkloadException {
        try (Workload workload = plan.workload().create(plan.parameters());
                progress) {
            DepthProbe depth = new DepthProbe(plan.threads());
            Machine machine = machine(workload, depth);
            boolean whole = false;
            try (Surroundings surroundings = surroundings(machine)) {
                Report report = measure(workload, machine, depth, surroundings);
                whole = !interrupted;
                return report;
            } finally {
                shutDown(machine, whole);
            }
        }
    }

    /** Ends the run soon; what was measured until then is reported. */
    public void interrupt() {
        interrupted = true;
        AsyncHandle door = interruptDoor;
        if (door != null) {
            door.send();
        }
    }

    private Machine machine(Workload workload, PoolObserver observer) {
        if (!plan.simulated()) {
            return Machine.real(plan.threads(), observer);
        }
        Map<String, Long> nominalNanos = Map.of(workload.kind(), workload.nominalServiceNanos());
        return Machine.simulated(plan.threads(), nominalNanos, plan.seed(), observer);
    }

    private Surroundings surroundings(Machine machine) {
        return plan.simulated()
                ? new SimulatedSurroundings(machine, plan.seed())
                : new RealSurroundings(machine, plan.stallThresholdNanos());
    }

    private Report measure(
            Workload workload, Machine machine, DepthProbe depth, Surroundings surroundings)
            throws WrongResultException, WorkloadException {
        Instruments instruments =
                new Instruments(
                        depth,
                        workload.kind(),
                        plan.threads(),
                        plan.load() instanceof LoadModel.Open,
                        plan.stallThresholdNanos(),
                        surroundings.loopCpuClock());
        EventLoop loop =
                new EventLoop(
                        EventLoopConfig.of(machine.clock(), machine.poller(), machine.pool())
                                .withObserver(instruments.loopObserver()));
        AsyncHandle door = loop.async(() -> interruptOnLoop(loop, machine));
        door.unref();
        interruptDoor = door;
        workload.prepare(loop);
        // Recorded and forgotten: the probes are to be warm too.
        instruments.open(machine.clock().nanoTime());
        Config.Warmup warmup = warmUp(loop, machine, workload, instruments);
        Double costPerEventNanos = surroundings.calibrate();
        surroundings.settle();

        progress.enter(SessionListener.Stage.MEASURING);
        String started = surroundings.wallTime();
        surroundings.open(instruments);
        instruments.open(machine.clock().nanoTime());
        List<Repeat> repeats = measuredRepeats(loop, machine, workload, instruments);
        long endNanos = machine.clock().nanoTime();
        instruments.close(endNanos);
        surroundings.shut(endNanos);
        interruptDoor = null;
        close(loop, door);
        return ReportAssembly.report(
                plan,
                new Outline(
                        surroundings.runId(),
                        started,
                        surroundings.environment(),
                        costPerEventNanos,
                        warmup,
                        workload.settledParameters(),
                        repeats,
                        !interrupted,
                        firstFailure),
                instruments,
                surroundings);
    }

    private Config.Warmup warmUp(
            EventLoop loop, Machine machine, Workload workload, Instruments instruments)
            throws WrongResultException {
        progress.enter(SessionListener.Stage.WARMING_UP);
        Warmup warmup =
                new Warmup(
                        loop,
                        load -> driver(loop, machine, workload, load, instruments),
                        () -> interrupted || (driver != null && driver.firstWrong().isPresent()));
        Config.Warmup result = warmup.run(plan.warmup());
        failIfWrong();
        return result;
    }

    private List<Repeat> measuredRepeats(
            EventLoop loop, Machine machine, Workload workload, Instruments instruments)
            throws WrongResultException {
        Blocking blocking = plan.blocking();
        Blocker blocker = blocking == null ? null : new Blocker(loop, blocking);
        if (blocker != null) {
            blocker.start();
        }
        List<Repeat> repeats = new ArrayList<>();
        while (repeats.size() < plan.repeats() && !interrupted) {
            instruments.repeats().reset();
            LoadDriver load = driver(loop, machine, workload, plan.load(), instruments);
            loop.setImmediate(load::start).label("start of the load");
            loop.run(RunMode.DEFAULT);
            repeats.add(instruments.repeats().repeat(repeats.size()));
            failIfWrong();
        }
        if (blocker != null) {
            blocker.stop();
        }
        return repeats;
    }

    private LoadDriver driver(
            EventLoop loop,
            Machine machine,
            Workload workload,
            LoadModel load,
            Instruments instruments) {
        LoadDriver next =
                new LoadDriver(
                        loop,
                        machine.alarm(),
                        workload,
                        load,
                        plan.seed() + runs++,
                        instruments.operationObserver());
        driver = next;
        progress.follow(next.counts());
        return next;
    }

    private void failIfWrong() throws WrongResultException {
        if (driver == null) {
            return;
        }
        Optional<String> wrong = driver.firstWrong();
        if (wrong.isPresent()) {
            throw new WrongResultException(wrong.get());
        }
        if (firstFailure == null) {
            firstFailure = driver.firstFailure().map(Throwable::toString).orElse(null);
        }
    }

    /**
     * No new operations, and what is still queued comes back as cancelled: in the next poll phase,
     * so that the loop makes one more iteration for it before it stops.
     */
    private void interruptOnLoop(EventLoop loop, Machine machine) {
        if (driver != null) {
            driver.stop();
        }
        machine.pool().abandon();
        loop.setImmediate(() -> loop.setImmediate(loop::stop));
    }

    /** An interrupted loop may have jobs on workers still: it is left as it is. */
    private void close(EventLoop loop, AsyncHandle door) {
        if (interrupted) {
            return;
        }
        door.close();
        loop.run(RunMode.NOWAIT);
        loop.close();
    }

    private static void shutDown(Machine machine, boolean whole) {
        machine.alarm().close();
        if (whole) {
            machine.pool().close();
        } else {
            machine.pool().abandon();
        }
        machine.poller().close();
    }
}
