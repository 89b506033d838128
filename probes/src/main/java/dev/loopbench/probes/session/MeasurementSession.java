package dev.loopbench.probes.session;

import dev.loopbench.loopcore.AsyncHandle;
import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.Blocker;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Server;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.pool.DepthProbe;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run: prepares what brings the work, warms up, measures as often as planned, and collects the
 * report.
 *
 * <p>{@link #run} takes the calling thread as the loop thread and is called once; {@link
 * #interrupt} is thread-safe.
 */
public final class MeasurementSession {

    private final SessionPlan plan;
    private final SessionGate gate;
    private final Progress progress;

    private volatile boolean interrupted;
    private volatile @Nullable AsyncHandle interruptDoor;

    // What follows is the loop thread's own.
    private @Nullable Drive drive;

    public MeasurementSession(SessionPlan plan, SessionListener listener) {
        this(plan, listener, SessionGate.NONE);
    }

    /**
     * @param gate says when the measured time begins
     */
    public MeasurementSession(SessionPlan plan, SessionListener listener, SessionGate gate) {
        this.plan = plan;
        this.gate = gate;
        this.progress = new Progress(listener, plan);
    }

    /**
     * Runs to the end or until {@link #interrupt}; then the report says {@code complete: false}.
     *
     * @throws WrongResultException if a result is not what it has to be: nothing else counts then
     * @throws WorkloadException if something the user named cannot be used
     */
    public Report run() throws WrongResultException, WorkloadException {
        try (progress) {
            Background background = new Background(plan.background());
            Workload workload = plan.source() instanceof WorkSource.Own own ? own.workload() : null;
            DepthProbe depth = new DepthProbe(plan.threads());
            Machine machine = machine(workload, background, depth);
            boolean whole = false;
            try (Surroundings surroundings = surroundings(machine)) {
                Report report = measure(workload, background, machine, depth, surroundings);
                whole = !interrupted;
                return report;
            } finally {
                shutDown(machine, whole);
                if (drive != null) {
                    drive.close();
                }
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

    private Machine machine(
            @Nullable Workload workload, Background background, DepthProbe observer) {
        if (!plan.simulated()) {
            return Machine.real(plan.threads(), observer);
        }
        Map<String, Long> nominalNanos = new HashMap<>();
        background.workloads().forEach(each -> put(nominalNanos, each));
        if (workload != null) {
            put(nominalNanos, workload);
        }
        return Machine.simulated(plan.threads(), nominalNanos, plan.seed(), observer);
    }

    private static void put(Map<String, Long> nominalNanos, Workload workload) {
        nominalNanos.put(workload.kind(), workload.nominalServiceNanos());
    }

    private Surroundings surroundings(Machine machine) {
        return plan.simulated()
                ? new SimulatedSurroundings(machine, plan.seed())
                : new RealSurroundings(machine, plan.stallThresholdNanos());
    }

    private Report measure(
            @Nullable Workload workload,
            Background background,
            Machine machine,
            DepthProbe depth,
            Surroundings surroundings)
            throws WrongResultException, WorkloadException {
        Instruments instruments = instruments(workload, background, depth, surroundings);
        EventLoop loop =
                new EventLoop(
                        EventLoopConfig.of(machine.clock(), machine.poller(), machine.pool())
                                .withObserver(instruments.loopObserver()));
        AsyncHandle door = loop.async(() -> interruptOnLoop(loop, machine));
        door.unref();
        interruptDoor = door;
        Rig rig = new Rig(plan, loop, machine, instruments, progress, () -> interrupted);
        Drive driving = drive(rig, workload, background);
        drive = driving;
        driving.prepare();
        // Recorded and forgotten: the probes are to be warm too.
        instruments.open(machine.clock().nanoTime());
        progress.enter(SessionListener.Stage.WARMING_UP);
        Config.Warmup warmup = driving.warmUp(plan.warmup());
        Double costPerEventNanos = surroundings.calibrate();
        surroundings.settle();
        gate.awaitGo();

        progress.enter(SessionListener.Stage.MEASURING);
        String started = surroundings.wallTime();
        surroundings.open(instruments);
        long startNanos = machine.clock().nanoTime();
        driving.opened(startNanos);
        instruments.open(startNanos);
        measureBlocked(loop, driving);
        long endNanos = machine.clock().nanoTime();
        instruments.close(endNanos);
        driving.closed(endNanos);
        surroundings.shut(endNanos);
        gate.done();
        interruptDoor = null;
        DriveOutcome outcome = driving.outcome();
        release(loop, driving, door);
        return ReportAssembly.report(
                plan,
                new Outline(
                        surroundings.runId(),
                        started,
                        surroundings.environment(),
                        costPerEventNanos,
                        warmup),
                outcome,
                instruments,
                surroundings);
    }

    private Drive drive(Rig rig, @Nullable Workload workload, Background background) {
        if (workload != null && plan.source() instanceof WorkSource.Own own) {
            return new WorkloadDrive(rig, workload, own.load(), background);
        }
        ServePlan serve = (ServePlan) plan.source();
        NanoClock clock = rig.machine().clock();
        Server server = serve.server().server(() -> rig.instruments().live(clock.nanoTime()));
        return new ServerDrive(rig, serve, server, background);
    }

    private Instruments instruments(
            @Nullable Workload workload,
            Background background,
            DepthProbe depth,
            Surroundings surroundings) {
        List<String> kinds = new ArrayList<>();
        if (workload != null) {
            kinds.add(workload.kind());
        }
        kinds.addAll(background.kinds());
        return new Instruments(
                depth,
                kinds,
                plan.threads(),
                workload != null && plan.source().load() instanceof LoadModel.Open
                        ? Set.of(workload.kind())
                        : Set.of(),
                plan.stallThresholdNanos(),
                surroundings.loopCpuClock());
    }

    private void measureBlocked(EventLoop loop, Drive driving)
            throws WrongResultException, WorkloadException {
        Blocker blocker = plan.blocking() == null ? null : new Blocker(loop, plan.blocking());
        if (blocker != null) {
            blocker.start();
        }
        driving.measure();
        if (blocker != null) {
            blocker.stop();
        }
    }

    /**
     * No new operations, and what is still queued comes back as cancelled: in the next poll phase,
     * so that the loop makes one more iteration for it before it stops.
     */
    private void interruptOnLoop(EventLoop loop, Machine machine) {
        if (drive != null) {
            drive.interrupt();
        }
        machine.pool().abandon();
        loop.setImmediate(() -> loop.setImmediate(loop::stop));
    }

    /** An interrupted loop may have jobs on workers still: it is left as it is. */
    private void release(EventLoop loop, Drive driving, AsyncHandle door) {
        if (interrupted) {
            return;
        }
        driving.release();
        door.close();
        loop.run(RunMode.DEFAULT);
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
