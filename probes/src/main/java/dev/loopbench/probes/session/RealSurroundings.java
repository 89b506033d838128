package dev.loopbench.probes.session;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemCpuClock;
import dev.loopbench.probes.host.Disturbances;
import dev.loopbench.probes.host.EnvironmentProbe;
import dev.loopbench.probes.host.HostProbe;
import dev.loopbench.probes.host.LoopThreadMeter;
import dev.loopbench.probes.latency.OperationProbe;
import dev.loopbench.probes.memory.HeldProbe;
import dev.loopbench.probes.memory.MemoryProbe;
import dev.loopbench.probes.phase.PauseOverlap;
import dev.loopbench.probes.phase.PhaseProbe;
import dev.loopbench.probes.phase.ProbeCost;
import dev.loopbench.probes.phase.StallStacks;
import dev.loopbench.probes.phase.ThreadMeter;
import dev.loopbench.probes.pool.JobProbe;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Memory;
import dev.loopbench.probes.result.Timeline;
import dev.loopbench.probes.stall.Watchdog;
import dev.loopbench.probes.timeline.TimelineProbe;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** This machine and this JVM, and a watchdog beside the loop. Confined to the loop thread. */
final class RealSurroundings implements Surroundings {

    /** The compiler has settled when it has not worked for so many looks, 10 ms apart, in a row. */
    private static final int QUIET_LOOKS = 2;

    private static final int MAX_LOOKS = 30;

    /** The last one counts: before it the compiler has not got to all of the probes. */
    private static final int CALIBRATIONS = 3;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final NanoClock clock;
    private final String poller;
    private final long stallThresholdNanos;
    private final CpuClock cpuClock = new SystemCpuClock();
    private final LoopThreadMeter loopMeter = LoopThreadMeter.ofThisThread(cpuClock);
    private final HostProbe host;
    private final MemoryProbe memory = MemoryProbe.ofThisProcess();
    private @Nullable Watchdog watchdog;

    /**
     * @param poller its name
     */
    RealSurroundings(NanoClock clock, String poller, long stallThresholdNanos) {
        this.clock = clock;
        this.poller = poller;
        this.host = HostProbe.ofThisMachine(clock, cpuClock);
        this.stallThresholdNanos = stallThresholdNanos;
    }

    @Override
    public String runId() {
        return UUID.randomUUID().toString();
    }

    @Override
    public String wallTime() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    @Override
    public ThreadMeter loopMeter() {
        return loopMeter;
    }

    /** What the warm-up has left behind is not to be compiled or collected in the run's time. */
    @Override
    public void settle() {
        // For the first time: classes are loaded and files found before the run, not within it.
        host.open(clock.nanoTime());
        memory.open(clock.nanoTime(), () -> 0);
        host.collectGarbage(clock);
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        if (compiler == null || !compiler.isCompilationTimeMonitoringSupported()) {
            return;
        }
        long compiledMillis = compiler.getTotalCompilationTime();
        int quiet = 0;
        for (int look = 0; look < MAX_LOOKS && quiet < QUIET_LOOKS; look++) {
            clock.sleep(LOOK_NANOS);
            long nowMillis = compiler.getTotalCompilationTime();
            quiet = nowMillis == compiledMillis ? quiet + 1 : 0;
            compiledMillis = nowMillis;
        }
    }

    @Override
    public @Nullable Double calibrate() {
        PhaseProbe phases = new PhaseProbe(loopMeter, stallThresholdNanos);
        TimelineProbe timeline = new TimelineProbe(1);
        phases.open(clock.nanoTime());
        timeline.open(clock.nanoTime());
        ProbeFan fan =
                new ProbeFan(
                        phases,
                        timeline,
                        new JobProbe(1, List.of()),
                        new OperationProbe(Set.of(), List.of()),
                        new HeldProbe(List.of()),
                        new RepeatProbe(""));
        Double nanosPerEvent = null;
        for (int i = 0; i < CALIBRATIONS; i++) {
            nanosPerEvent = ProbeCost.nanosPerEvent(clock, fan);
        }
        return nanosPerEvent;
    }

    @Override
    public void open(Instruments instruments) {
        Watchdog watching =
                new Watchdog(
                        instruments.phases().activity(),
                        clock,
                        new SessionThreads("watchdog"),
                        stallThresholdNanos);
        memory.open(clock.nanoTime(), instruments.held()::heldBytes);
        host.open(clock.nanoTime());
        watching.open(
                Thread.currentThread(),
                nowNanos -> {
                    host.course().look(nowNanos);
                    memory.look(nowNanos);
                });
        watchdog = watching;
    }

    @Override
    public void shut(long nowNanos) {
        host.close(nowNanos);
        if (watchdog != null) {
            watchdog.close();
        }
        host.course().close(nowNanos);
        memory.close(nowNanos);
    }

    @Override
    public void catchUp() {
        host.awaitPauses(clock);
    }

    @Override
    public Environment environment() {
        return EnvironmentProbe.ofThisMachine().environment(clock, poller);
    }

    @Override
    public Host host() {
        return host.host();
    }

    @Override
    public Disturbances disturbances(long originNanos) {
        return host.disturbances(originNanos);
    }

    @Override
    public Memory memory(Memory.Held held) {
        return memory.memory(host, held);
    }

    @Override
    public List<Timeline.MemorySample> memorySamples(long originNanos) {
        return memory.samples(originNanos);
    }

    @Override
    public StallStacks stacks() {
        return watchdog == null ? StallStacks.none("the watchdog did not run") : watchdog.stacks();
    }

    @Override
    public PauseOverlap pauses() {
        return host.pauses();
    }

    @Override
    public void close() {
        if (watchdog != null) {
            watchdog.close();
        }
        host.stopListening();
        loopMeter.close();
    }
}
