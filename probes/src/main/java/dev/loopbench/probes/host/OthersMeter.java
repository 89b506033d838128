package dev.loopbench.probes.host;

import dev.loopbench.probes.result.Host;
import java.util.List;
import java.util.SortedMap;

/**
 * What a machine did beside a process that is not this one: between {@link #open} and {@link
 * #close}. Confined to one thread.
 */
public final class OthersMeter {

    private static final String OTHER_GROUP = "the process is in another cgroup than loopbench";

    private final ProcFiles files;
    private final long pid;
    private final StealProbe steal;
    private final CgroupProbe cgroup;

    /** What holds for us holds for a process of the same cgroup. */
    private boolean sharesCgroup;

    OthersMeter(ProcFiles files, long pid) {
        this.files = files;
        this.pid = pid;
        this.steal = new StealProbe(files);
        this.cgroup = new CgroupProbe(files);
    }

    /** Of this machine, beside the process of that id. */
    public static OthersMeter beside(long pid) {
        return new OthersMeter(ProcFiles.system(), pid);
    }

    /** Starts a window from zero. */
    public void open() {
        List<String> groups = files.lines("proc/" + pid + "/cgroup");
        sharesCgroup = !groups.isEmpty() && groups.equals(files.lines("proc/self/cgroup"));
        steal.open();
        cgroup.open();
    }

    /** Ends the window. */
    public void close() {
        steal.close();
        cgroup.close();
    }

    /**
     * How the quota of the process's cgroup stopped it.
     *
     * @param unavailable gets the reason for what is not told
     */
    public Host.Throttling throttling(SortedMap<String, String> unavailable) {
        return new Host.Throttling(
                ofCgroup(cgroup.throttledPeriods()).orNote("throttledPeriods", unavailable),
                ofCgroup(cgroup.periods()).orNote("periods", unavailable),
                ofCgroup(cgroup.throttledNanos()).orNote("throttledNanos", unavailable));
    }

    private Reading<Long> ofCgroup(Reading<Long> ours) {
        return sharesCgroup ? ours : Reading.missing(OTHER_GROUP);
    }

    /**
     * @param cpuNanos of all that are not others
     * @param unavailable gets the reason for what is not told
     */
    public Host.Others others(
            Reading<Long> cpuNanos, long windowNanos, SortedMap<String, String> unavailable) {
        return new Host.Others(
                steal.stealShare().orNote("stealShare", unavailable),
                steal.otherCores(cpuNanos, windowNanos).orNote("otherCpuCores", unavailable));
    }
}
