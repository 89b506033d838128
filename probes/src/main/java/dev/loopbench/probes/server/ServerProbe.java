package dev.loopbench.probes.server;

import com.sun.management.OperatingSystemMXBean;
import dev.loopbench.probes.host.ProcFiles;
import dev.loopbench.probes.host.Reading;
import dev.loopbench.probes.result.ServerFigures;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What serving costs this process over a window. To be closed while the server's threads are still
 * alive: their stacks and their context switches are counted then.
 *
 * <p>Confined to the thread that opens and closes it; read after that. Opening and closing read a
 * small file for each thread and, at the close, every page of the process: outside the measured
 * time, in which nothing is done.
 */
public final class ServerProbe {

    private static final Reading<Long> NOT_READ = Reading.missing("not read");

    private final JvmThreads threads;
    private final ContextSwitchCount switches;
    private final ResidentMemory memory;
    private final NativeMemory nativeMemory;
    private final LongSupplier processCpuNanos;
    private long liveAtOpen;
    private long startedAtOpen;
    private Reading<Long> cpuAtOpen = NOT_READ;
    private Reading<Long> cpu = NOT_READ;
    private long peakThreads;
    private long endedThreads;
    private Reading<Long> rss = NOT_READ;
    private Reading<Long> rssPeak = NOT_READ;
    private Reading<StackMemory> stacks = Reading.missing("not read");

    /**
     * @param processCpuNanos CPU time of this process, negative where the platform cannot tell
     */
    ServerProbe(
            ProcFiles files,
            JvmThreads threads,
            NativeMemory nativeMemory,
            LongSupplier processCpuNanos) {
        this.threads = threads;
        this.switches = new ContextSwitchCount(files);
        this.memory = new ResidentMemory(files);
        this.nativeMemory = nativeMemory;
        this.processCpuNanos = processCpuNanos;
    }

    /** Of this process. */
    public static ServerProbe ofThisProcess() {
        OperatingSystemMXBean os = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new ServerProbe(
                ProcFiles.system(),
                JvmThreads.ofThisJvm(),
                new NativeMemory.OfThisJvm(),
                os == null ? () -> -1 : os::getProcessCpuTime);
    }

    /** Starts a window from zero. */
    public void open() {
        switches.open();
        threads.resetPeak();
        liveAtOpen = threads.live();
        startedAtOpen = threads.started();
        // Last: what opening costs is not the server's.
        cpuAtOpen = readCpu();
    }

    /** Ends the window. */
    public void close() {
        cpu = cpuAtOpen.with(readCpu(), (from, to) -> to - from);
        peakThreads = threads.peak();
        // Read one after the other while threads come and go: it may be off by those that do.
        long startedSince = threads.started() - startedAtOpen;
        endedThreads = Math.max(0, liveAtOpen + startedSince - threads.live());
        rssPeak = memory.peakBytes();
        rss = memory.bytes();
        // After the memory: reading ten thousand files takes some of it.
        switches.close();
        stacks = StackMemory.read(nativeMemory);
    }

    /**
     * The closed window as reports tell it.
     *
     * @param model how connections were served
     * @param requests null where nobody watched
     */
    public ServerFigures figures(
            ServerFigures.Model model,
            ServerFigures.@Nullable Requests requests,
            ServerFigures.Connections connections) {
        SortedMap<String, String> unavailable = new TreeMap<>();
        if (requests == null) {
            unavailable.put("requests", "a server of threads is not watched request by request");
        }
        Long rssBytes = rss.orNote("rssBytes", unavailable);
        // The kernel's note may lag behind the pages themselves.
        Reading<Long> peak = rssBytes == null ? rssPeak : rssPeak.map(p -> Math.max(p, rssBytes));
        return new ServerFigures(
                model,
                requests,
                connections,
                new ServerFigures.ThreadCounts(peakThreads, endedThreads),
                new ServerFigures.Footprint(
                        rssBytes,
                        peak.orNote("rssPeakBytes", unavailable),
                        stacks.map(StackMemory::reservedBytes)
                                .orNote("stackReservedBytes", unavailable),
                        stacks.map(StackMemory::committedBytes)
                                .orNote("stackCommittedBytes", unavailable)),
                switches.switches().orNote("contextSwitches", unavailable),
                cpu.orNote("cpuNanos", unavailable),
                Collections.unmodifiableSortedMap(unavailable));
    }

    private Reading<Long> readCpu() {
        long nanos = processCpuNanos.getAsLong();
        return nanos < 0
                ? Reading.missing("the platform does not tell the process's CPU time")
                : Reading.of(nanos);
    }
}
