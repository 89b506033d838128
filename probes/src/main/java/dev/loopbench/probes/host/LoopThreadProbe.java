package dev.loopbench.probes.host;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.probes.result.Host;

/**
 * What the kernel did to the loop thread: CPU time, time it was ready to run and had no core, and
 * context switches.
 *
 * <p>Confined to the loop thread, which opens and closes it; results are read after that.
 * Nanoseconds. Reads {@code schedstat} and {@code status} of the thread, some tens of microseconds,
 * so only at the ends of a window.
 */
final class LoopThreadProbe {

    private final ProcFiles files;
    private final CpuClock cpuClock;
    private Reading<Long> cpu = Reading.missing("not read");
    private Reading<Long> runDelay = Reading.missing("not read");
    private Reading<Host.ContextSwitches> switches = Reading.missing("not read");
    private ThreadFiles thread;
    private Snapshot opened = new Snapshot(cpu, runDelay, switches);

    private record Snapshot(
            Reading<Long> cpu, Reading<Long> runDelay, Reading<Host.ContextSwitches> switches) {}

    LoopThreadProbe(ProcFiles files, CpuClock cpuClock) {
        this.files = files;
        this.cpuClock = cpuClock;
        this.thread = ThreadFiles.ofCurrentThread(files);
    }

    /** On the loop thread. */
    void open() {
        thread = ThreadFiles.ofCurrentThread(files);
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
                thread.runDelay(),
                thread.switches());
    }
}
