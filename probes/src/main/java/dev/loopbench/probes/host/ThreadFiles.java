package dev.loopbench.probes.host;

import dev.loopbench.probes.result.Host;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the kernel writes about one thread, read from any thread. Immutable. Nanoseconds; a reading
 * takes some ten microseconds.
 */
public final class ThreadFiles {

    /** In {@code schedstat}: time on a core, time waiting for one, slices. */
    private static final int SCHEDSTAT_FIELDS = 3;

    private final ProcFiles files;
    private final String folder;

    /**
     * @param folder of the thread
     */
    public ThreadFiles(ProcFiles files, String folder) {
        this.files = files;
        this.folder = folder;
    }

    /** The link names this thread once and for all; later readings cannot meet another one. */
    static ThreadFiles ofCurrentThread(ProcFiles files) {
        return new ThreadFiles(
                files,
                files.link("proc/thread-self")
                        .map(thread -> "proc/" + thread)
                        .orElse("proc/thread-self"));
    }

    /** The file that tells {@link #runDelay}. */
    String schedstat() {
        return folder + "/schedstat";
    }

    /** The file that tells {@link #switches}. */
    String status() {
        return folder + "/status";
    }

    /** How long it has been on a core. */
    public Reading<Long> onCore() {
        return schedulerNanos(0);
    }

    /** How long it has been ready to run and had no core; a wait in progress is not in it yet. */
    public Reading<Long> runDelay() {
        return schedulerNanos(1);
    }

    public Reading<Host.ContextSwitches> switches() {
        String path = status();
        List<String> lines = files.lines(path);
        OptionalLong voluntary = KernelNumbers.keyed(lines, "voluntary_ctxt_switches");
        OptionalLong involuntary = KernelNumbers.keyed(lines, "nonvoluntary_ctxt_switches");
        return voluntary.isEmpty() || involuntary.isEmpty()
                ? Reading.missing(files.whyMissing(path))
                : Reading.of(
                        new Host.ContextSwitches(voluntary.getAsLong(), involuntary.getAsLong()));
    }

    private Reading<Long> schedulerNanos(int field) {
        String path = schedstat();
        String[] fields = files.text(path).orElse("").strip().split("\\s+", -1);
        if (fields.length != SCHEDSTAT_FIELDS) {
            return Reading.missing(files.whyMissing(path));
        }
        OptionalLong onCore = KernelNumbers.parse(fields[0]);
        OptionalLong asked = KernelNumbers.parse(fields[field]);
        if (onCore.isEmpty() || asked.isEmpty()) {
            return Reading.missing(files.whyMissing(path));
        }
        // A thread that runs has been on a core: a kernel that says 0 does not count.
        return onCore.getAsLong() == 0
                ? Reading.missing("scheduler statistics are off in this kernel")
                : Reading.of(asked.getAsLong());
    }
}
