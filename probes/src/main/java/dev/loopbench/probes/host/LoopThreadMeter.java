package dev.loopbench.probes.host;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.probes.phase.ThreadMeter;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The loop thread's counters from the kernel's files, which stay open. Confined to the loop thread,
 * which also makes it.
 */
public final class LoopThreadMeter implements ThreadMeter, Closeable {

    private static final int RUN_DELAY = 1;
    private static final byte[] VOLUNTARY = bytes("voluntary_ctxt_switches:");

    private final CpuClock cpuClock;
    private final KernelFile schedstat;
    private final KernelFile status;
    private final KernelFile cpuStat;
    private final byte[] throttledKey;
    private final CgroupProbe.CpuStat throttling;
    private final boolean unlimited;
    private final Map<String, String> unavailable;

    LoopThreadMeter(ProcFiles files, CpuClock cpuClock) {
        this.cpuClock = cpuClock;
        ThreadFiles thread = ThreadFiles.ofCurrentThread(files);
        CgroupProbe cgroup = new CgroupProbe(files);
        Optional<CgroupProbe.CpuStat> found = cgroup.cpuStat();
        throttling = found.orElse(new CgroupProbe.CpuStat(2, ""));
        throttledKey = bytes(throttling.throttledKey());
        // Where nothing limits, nothing throttles: then the file need not be read, or even exist.
        unlimited = found.isPresent() && cgroup.quotaCores().value() == null;
        Reading<Long> runDelay = thread.runDelay();
        schedstat =
                new KernelFile(runDelay.value() == null ? null : files.file(thread.schedstat()));
        status = new KernelFile(files.file(thread.status()));
        cpuStat =
                new KernelFile(found.isEmpty() || unlimited ? null : files.file(throttling.path()));
        Map<String, String> reasons = new TreeMap<>();
        if (cpuClock.threadCpuNanos() == CpuClock.NOT_MEASURED) {
            reasons.put("cpuNanos", "the platform does not tell a thread's CPU time");
        }
        if (runDelay.reason() != null) {
            reasons.put("runQueueNanos", runDelay.reason());
            reasons.put("throttledNanos", runDelay.reason());
        } else if (throttledNanos() == NOT_MEASURED) {
            String reason =
                    files.whyMissing(found.isEmpty() ? "proc/self/cgroup" : throttling.path());
            reasons.put("runQueueNanos", reason);
            reasons.put("throttledNanos", reason);
        }
        unavailable = Collections.unmodifiableMap(reasons);
    }

    /** Of the calling thread on this machine. */
    public static LoopThreadMeter ofThisThread(CpuClock cpuClock) {
        return new LoopThreadMeter(ProcFiles.system(), cpuClock);
    }

    @Override
    public long cpuNanos() {
        long nanos = cpuClock.threadCpuNanos();
        return nanos == CpuClock.NOT_MEASURED ? NOT_MEASURED : nanos;
    }

    @Override
    public long runDelayNanos() {
        return schedstat.word(RUN_DELAY);
    }

    @Override
    public long voluntarySwitches() {
        return status.keyed(VOLUNTARY);
    }

    @Override
    public long throttledNanos() {
        if (unlimited) {
            return 0;
        }
        long time = cpuStat.keyed(throttledKey);
        return time == KernelFile.NOT_TOLD ? NOT_MEASURED : throttling.nanos(time);
    }

    @Override
    public Map<String, String> unavailable() {
        return unavailable;
    }

    @Override
    public void close() {
        schedstat.close();
        status.close();
        cpuStat.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
