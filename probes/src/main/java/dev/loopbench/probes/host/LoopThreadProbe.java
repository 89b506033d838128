package dev.loopbench.probes.host;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.probes.result.Host;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the kernel did to the loop thread: CPU time, time it was ready to run and had no core, and
 * context switches.
 *
 * <p>Confined to the loop thread, which opens and closes it; results are read after that.
 * Nanoseconds. Reads {@code schedstat} and {@code status} of the thread, some tens of microseconds,
 * so only at the ends of a window.
 */
final class LoopThreadProbe {

    /** In {@code schedstat}: time on a core, time waiting for one, slices. */
    private static final int SCHEDSTAT_FIELDS = 3;

    private final ProcFiles files;
    private final CpuClock cpuClock;
    private Reading<Long> cpu = Reading.missing("not read");
    private Reading<Long> runDelay = Reading.missing("not read");
    private Reading<Host.ContextSwitches> switches = Reading.missing("not read");
    private String taskFolder = "proc/thread-self";
    private Snapshot opened = new Snapshot(cpu, runDelay, switches);

    private record Snapshot(
            Reading<Long> cpu, Reading<Long> runDelay, Reading<Host.ContextSwitches> switches) {}

    LoopThreadProbe(ProcFiles files, CpuClock cpuClock) {
        this.files = files;
        this.cpuClock = cpuClock;
    }

    /** On the loop thread. */
    void open() {
        // The link names this thread once and for all; later readings cannot meet another one.
        taskFolder =
                files.link("proc/thread-self").map(tid -> "proc/" + tid).orElse("proc/thread-self");
        opened = snapshot();
    }

    /** On the loop thread. */
    void close() {
        Snapshot closed = snapshot();
        cpu = opened.cpu.with(closed.cpu, (from, to) -> to - from);
        runDelay = opened.runDelay.with(closed.runDelay, (from, to) -> to - from);
        switches =
                opened.switches.with(
                        closed.switches,
                        (from, to) ->
                                new Host.ContextSwitches(
                                        to.voluntary() - from.voluntary(),
                                        to.involuntary() - from.involuntary()));
    }

    Reading<Long> cpuNanos() {
        return cpu;
    }

    Reading<Long> runDelayNanos() {
        return runDelay;
    }

    Reading<Host.ContextSwitches> contextSwitches() {
        return switches;
    }

    private Snapshot snapshot() {
        long cpuNanos = cpuClock.threadCpuNanos();
        return new Snapshot(
                cpuNanos == CpuClock.NOT_MEASURED
                        ? Reading.missing("the platform does not tell a thread's CPU time")
                        : Reading.of(cpuNanos),
                readRunDelay(),
                readSwitches());
    }

    private Reading<Long> readRunDelay() {
        String path = taskFolder + "/schedstat";
        String[] fields = files.text(path).orElse("").strip().split("\\s+", -1);
        if (fields.length != SCHEDSTAT_FIELDS) {
            return Reading.missing(files.whyMissing(path));
        }
        OptionalLong onCore = Numbers.parse(fields[0]);
        OptionalLong waiting = Numbers.parse(fields[1]);
        if (onCore.isEmpty() || waiting.isEmpty()) {
            return Reading.missing(files.whyMissing(path));
        }
        // A thread that reads this has been on a core: a kernel that says 0 does not count.
        return onCore.getAsLong() == 0
                ? Reading.missing("scheduler statistics are off in this kernel")
                : Reading.of(waiting.getAsLong());
    }

    private Reading<Host.ContextSwitches> readSwitches() {
        String path = taskFolder + "/status";
        List<String> lines = files.lines(path);
        OptionalLong voluntary = Numbers.keyed(lines, "voluntary_ctxt_switches");
        OptionalLong involuntary = Numbers.keyed(lines, "nonvoluntary_ctxt_switches");
        return voluntary.isEmpty() || involuntary.isEmpty()
                ? Reading.missing(files.whyMissing(path))
                : Reading.of(
                        new Host.ContextSwitches(voluntary.getAsLong(), involuntary.getAsLong()));
    }
}
