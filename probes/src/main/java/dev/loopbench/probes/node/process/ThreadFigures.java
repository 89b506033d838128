package dev.loopbench.probes.node.process;

import dev.loopbench.probes.host.KernelNumbers;
import dev.loopbench.probes.host.ProcFiles;
import dev.loopbench.probes.host.Reading;
import dev.loopbench.probes.host.ThreadFiles;
import dev.loopbench.probes.result.Host;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the kernel counted of one thread since it began. Immutable. Reading one takes some fifty
 * microseconds and costs the process nothing.
 *
 * @param tid as the system's tools and trace events show it
 * @param name at most 15 characters
 * @param startTicks of the kernel's clock, 100 a second, since the machine started
 * @param cpuNanos on a core; to 10 ms where the kernel has no scheduler statistics
 * @param runDelayNanos ready and without a core; a wait in progress is not in it
 * @param switches given up a core to wait, or made to give it up
 */
public record ThreadFigures(
        long tid,
        String name,
        long startTicks,
        long cpuNanos,
        Reading<Long> runDelayNanos,
        Reading<Host.ContextSwitches> switches) {

    /** What user space is told in: 100 a second, whatever the kernel's own ticks are. */
    static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1) / 100;

    // Fields of stat behind the name, which may contain anything; proc_pid_stat(5) counts from 1
    // and has two before.
    private static final int USER_TICKS = 14 - 3;
    private static final int SYSTEM_TICKS = 15 - 3;
    private static final int START_TICKS = 22 - 3;

    /**
     * @param folder of the thread
     * @return empty if there is no such thread any more
     */
    static Optional<ThreadFigures> read(ProcFiles files, String folder, long tid) {
        String stat = files.text(folder + "/stat").orElse("");
        String[] fields = fields(stat);
        if (fields.length <= START_TICKS) {
            return Optional.empty();
        }
        ThreadFiles thread = new ThreadFiles(files, folder);
        Reading<Long> onCore = thread.onCore();
        long ticks = number(fields[USER_TICKS]) + number(fields[SYSTEM_TICKS]);
        return Optional.of(
                new ThreadFigures(
                        tid,
                        stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
                        number(fields[START_TICKS]),
                        onCore.value() == null ? ticks * TICK_NANOS : onCore.value(),
                        thread.runDelay(),
                        thread.switches()));
    }

    /** When the process or thread in this folder began; negative if there is none. */
    static long beginTicks(ProcFiles files, String folder) {
        String[] fields = fields(files.text(folder + "/stat").orElse(""));
        return fields.length <= START_TICKS ? -1 : number(fields[START_TICKS]);
    }

    /** What the process or thread in this folder used of cores, to 10 ms; 0 if there is none. */
    static long ticksNanos(ProcFiles files, String folder) {
        String[] fields = fields(files.text(folder + "/stat").orElse(""));
        return fields.length <= START_TICKS
                ? 0
                : (number(fields[USER_TICKS]) + number(fields[SYSTEM_TICKS])) * TICK_NANOS;
    }

    private static String[] fields(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 1).strip().split("\\s+", -1);
    }

    private static long number(String field) {
        return KernelNumbers.parse(field).orElse(0);
    }
}
