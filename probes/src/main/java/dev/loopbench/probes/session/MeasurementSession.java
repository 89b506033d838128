package dev.loopbench.probes.session;

import dev.loopbench.loopcore.AsyncHandle;
import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.block.Blocker;
import dev.loopbench.loopcore.workload.server.Server;
import dev.loopbench.probes.pool.DepthProbe;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Report;
import java.util.List;
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
    private final Rendezvous rendezvous;
    private final Progress progress;

    private volatile boolean interrupted;
    private volatile @Nullable AsyncHandle interruptDoor;

    // What follows is the loop thread's own.
    private @Nullable Drive drive;
    private @Nullable Blocker blocker;

    public MeasurementSession(SessionPlan plan, SessionListener listener) {
        this(plan, listener, Rendezvous.NONE);
    }

    /**
     * @param rendezvous says when the measured time begins
     */
    public MeasurementSession(SessionPlan plan, SessionListener listener, Rendezvous rendezvous) {
        this.plan = plan;
        this.rendezvous = rendezvous;
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
            Mix mix = new Mix(plan.work().works(), plan.seed());
            DepthProbe depth = new DepthProbe(plan.pool().shape(), mix.kinds());
            Machine machine = Machine.of(plan, depth);
            boolean whole = false;
            try (Surroundings surroundings = machine.surroundings().get()) {
                Report report = measure(mix, machine, depth, surroundings);
                whole = drive != null && drive.hasEnded();
                return report;
            } finally {
                shutDown(machine, whole);
                if (drive != null) {
                    drive.close();
                }
                if (blocker != null) {
                    blocker.close();
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

    private Report measure(Mix mix, Machine machine, DepthProbe depth, Surroundings surroundings)
            throws WrongResultException, WorkloadException {
        Instruments instruments = instruments(mix, depth, surroundings);
        EventLoop loop =
                new EventLoop(
                        EventLoopConfig.of(machine.clock(), machine.poller(), machine.pool())
                                .withObserver(instruments.loopObserver()));
        AsyncHandle door = loop.async(() -> interruptOnLoop(loop));
        door.unref();
        interruptDoor = door;
        mix.kinds().stream()
                .findFirst()
                .ifPresent(kind -> progress.follow(instruments.operations().responses(kind)));
        Rig rig = new Rig(plan, loop, machine, instruments, progress, () -> interrupted);
        Drive driving = drive(rig, mix);
        drive = driving;
        driving.prepare();
        Blocker blocking = blocker(loop);
        // Recorded and forgotten: the probes are to be warm too.
        instruments.open(machine.clock().nanoTime());
        progress.enter(SessionListener.Stage.WARMING_UP);
        Config.Warmup warmup = driving.warmUp(plan.course().warmup());
        boolean measured = !interrupted;
        Double costPerEventNanos = surroundings.calibrate();
        surroundings.settle();
        rendezvous.awaitGo();

        progress.enter(SessionListener.Stage.MEASURING);
        String started = surroundings.wallTime();
        surroundings.open(instruments);
        long startNanos = machine.clock().nanoTime();
        driving.opened(startNanos);
        instruments.open(startNanos);
        measureBlocked(blocking, driving);
        long endNanos = machine.pool().inspect(underWay -> close(instruments, machine, underWay));
        // First: what else is closed would be counted as the run's.
        surroundings.shut(endNanos);
        driving.closed(endNanos);
        rendezvous.done();
        surroundings.catchUp();
        interruptDoor = null;
        if (!driving.hasEnded()) {
            machine.pool().abandon();
        }
        DriveOutcome outcome = driving.outcome();
        release(loop, driving, door);
        return ReportAssembly.report(
                plan,
                new Outline(
                        surroundings.runId(),
                        started,
                        surroundings.environment(),
                        costPerEventNanos,
                        warmup,
                        blocking == null
                                ? null
                                : new Outline.Blocked(
                                        blocking.size().orElse(null), blocking.holds()),
                        measured),
                outcome,
                instruments,
                surroundings);
    }

    private Drive drive(Rig rig, Mix mix) {
        ServePlan serve = plan.work().served();
        if (serve == null) {
            return new WorkloadDrive(rig, mix);
        }
        NanoClock clock = rig.machine().clock();
        Server server = serve.server().server(() -> rig.instruments().live(clock.nanoTime()));
        return new ServerDrive(rig, serve, server, mix);
    }

    private Instruments instruments(Mix mix, DepthProbe depth, Surroundings surroundings) {
        return new Instruments(
                depth,
                mix.kinds(),
                plan.pool().shape().threads(),
                mix.pacedKinds(),
                plan.stallThresholdNanos(),
                surroundings.loopMeter());
    }

    private @Nullable Blocker blocker(EventLoop loop)
            throws WrongResultException, WorkloadException {
        if (plan.disturbance().blocking() == null) {
            return null;
        }
        Blocker made = new Blocker(loop, plan.disturbance().blocking());
        blocker = made;
        made.prepare();
        return made;
    }

    private static void measureBlocked(@Nullable Blocker blocking, Drive driving)
            throws WrongResultException, WorkloadException {
        if (blocking != null) {
            blocking.start();
        }
        driving.measure();
        if (blocking != null) {
            blocking.stop();
        }
    }

    /** No change of the pool comes between the last instant of the window and what is under way. */
    private static long close(
            Instruments instruments, Machine machine, List<PoolRequest<?>> underWay) {
        long endNanos = machine.clock().nanoTime();
        instruments.close(endNanos, underWay);
        return endNanos;
    }

    /**
     * No new operations; what has ended by now comes home in one more iteration. What is queued
     * stays so: it waited, up to the instant the window closes.
     */
    private void interruptOnLoop(EventLoop loop) {
        if (drive != null) {
            drive.interrupt();
        }
        loop.setImmediate(() -> loop.setImmediate(loop::stop));
    }

    /** A loop that was cut short may have jobs on workers still: it is left as it is. */
    private void release(EventLoop loop, Drive driving, AsyncHandle door) {
        if (!driving.hasEnded()) {
            return;
        }
        driving.release();
        door.close();
        loop.run(RunMode.DEFAULT);
        loop.close();
    }

    private static void shutDown(Machine machine, boolean whole) {
        if (whole) {
            machine.pool().close();
        } else {
            machine.pool().abandon();
        }
        machine.poller().close();
    }
}
