package dev.loopbench.probes.host;

import com.sun.management.OperatingSystemMXBean;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.phase.PauseOverlap;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Timeline;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the machine did to a run: the difference of its counters between {@link #open} and {@link
 * #close}. What cannot be told is null with a reason.
 *
 * <p>Confined to the loop thread, which opens and closes it; read after that. Nanoseconds. Opening
 * and closing read half a dozen small files, some hundred microseconds.
 */
public final class HostProbe {

    private final LoopThreadProbe loopThread;
    private final CgroupProbe cgroup;
    private final StealProbe steal;
    private final WorkersProbe workers;
    private final GcProbe gc;
    private final AllocationProbe allocation;
    private final HostCourse course;
    private final LongSupplier processCpuNanos;
    private long openedNanos;
    private long windowNanos;
    private Reading<Long> cpuAtOpen = Reading.missing("not read");
    private Reading<Long> cpu = Reading.missing("not read");

    /**
     * @param processCpuNanos CPU time of this process, negative where the platform cannot tell
     */
    HostProbe(
            ProcFiles files,
            CpuClock cpuClock,
            GcProbe gc,
            AllocationProbe allocation,
            LongSupplier processCpuNanos) {
        this.loopThread = new LoopThreadProbe(files, cpuClock);
        this.cgroup = new CgroupProbe(files);
        this.steal = new StealProbe(files);
        this.workers = new WorkersProbe(files);
        this.gc = gc;
        this.allocation = allocation;
        this.course = new HostCourse(files);
        this.processCpuNanos = processCpuNanos;
    }

    /** Of this machine and this JVM; listens to the JVM until {@link #stopListening}. */
    public static HostProbe ofThisMachine(NanoClock clock, CpuClock cpuClock) {
        OperatingSystemMXBean os = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new HostProbe(
                ProcFiles.system(),
                cpuClock,
                GcProbe.ofThisJvm(clock),
                AllocationProbe.ofThisJvm(),
                os == null ? () -> -1 : os::getProcessCpuTime);
    }

    /** Collects garbage, which also tells where on the clock the JVM's collections lie. */
    public void collectGarbage(NanoClock clock) {
        gc.calibrate(clock, System::gc);
    }

    /** Starts a window from zero. On the loop thread. */
    public void open(long nowNanos) {
        openedNanos = nowNanos;
        cgroup.open();
        steal.open();
        gc.open();
        course.open(nowNanos);
        cpuAtOpen = readCpu();
        allocation.open();
        workers.open();
        // Last: what opening costs the loop thread is not the run's.
        loopThread.open();
    }

    /** Ends the window. On the loop thread. */
    public void close(long nowNanos) {
        loopThread.close();
        workers.close();
        allocation.close();
        cpu = cpuAtOpen.with(readCpu(), (from, to) -> to - from);
        gc.close();
        steal.close();
        cgroup.close();
        windowNanos = nowNanos - openedNanos;
    }

    /** Waits a moment for what the JVM tells late of the closed window. */
    public void awaitPauses(NanoClock clock) {
        gc.awaitNotifications(clock);
    }

    /** The same window in its course: opened with this one, to be looked at and closed after it. */
    public HostCourse course() {
        return course;
    }

    /**
     * What came between the run and its work in the closed window.
     *
     * @param originNanos from which it counts: the begin of the run, a moment after the opening
     */
    public Disturbances disturbances(long originNanos) {
        SortedMap<String, String> unavailable = new TreeMap<>();
        List<Timeline.Pause> pauses = gc.longest(originNanos);
        List<Timeline.HostSample> samples = course.samples(originNanos, unavailable);
        return new Disturbances(
                pauses,
                Math.max(0, gc.pauses() - pauses.size()),
                samples,
                Collections.unmodifiableSortedMap(unavailable));
    }

    /** The most of the heap that was in use when a collection of the closed window began. */
    public @Nullable Long heapBeforeGcBytes() {
        return gc.heapBeforeBytes();
    }

    /** What of the heap the last collection of the closed window has left in use. */
    public @Nullable Long heapAfterGcBytes() {
        return gc.heapAfterBytes();
    }

    /** Where the JVM stood still in the closed window. */
    public PauseOverlap pauses() {
        return gc;
    }

    /** The closed window as reports tell it. */
    public Host host() {
        SortedMap<String, String> unavailable = new TreeMap<>();
        return new Host(
                new Host.Cpu(
                        cpu.orNote("cpuNanos", unavailable),
                        loopThread.cpuNanos().orNote("loopCpuNanos", unavailable),
                        loopThread.runDelayNanos().orNote("loopRunDelayNanos", unavailable)),
                new Host.Throttling(
                        cgroup.throttledPeriods().orNote("throttledPeriods", unavailable),
                        cgroup.periods().orNote("periods", unavailable),
                        cgroup.throttledNanos().orNote("throttledNanos", unavailable)),
                new Host.Others(
                        steal.stealShare().orNote("stealShare", unavailable),
                        steal.otherCores(cpu, windowNanos).orNote("otherCpuCores", unavailable)),
                gc.gc(unavailable),
                loopThread.contextSwitches().orNote("contextSwitches", unavailable),
                allocation.bytes().orNote("allocatedBytes", unavailable),
                workers.runDelayNanos().orNote("workersRunDelayNanos", unavailable),
                Collections.unmodifiableSortedMap(unavailable));
    }

    /** Stops listening to the JVM. */
    public void stopListening() {
        gc.stopListening();
    }

    private Reading<Long> readCpu() {
        long nanos = processCpuNanos.getAsLong();
        return nanos < 0
                ? Reading.missing("the platform does not tell the process's CPU time")
                : Reading.of(nanos);
    }
}
