package dev.loopbench.probes.host;

import dev.loopbench.probes.result.Host;
import java.util.SortedMap;

/**
 * What a machine did beside a process that is not this one: between {@link #open} and {@link
 * #close}. Confined to one thread.
 */
public final class OthersMeter {

    private final StealProbe steal;

    OthersMeter(ProcFiles files) {
        this.steal = new StealProbe(files);
    }

    public static OthersMeter ofThisMachine() {
        return new OthersMeter(ProcFiles.system());
    }

    /** Starts a window from zero. */
    public void open() {
        steal.open();
    }

    /** Ends the window. */
    public void close() {
        steal.close();
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
