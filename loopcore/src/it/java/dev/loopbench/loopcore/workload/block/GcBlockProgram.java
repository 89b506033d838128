package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * Says whether the world stood still for longer than the holds computed. For {@link GcBlockIT} to
 * run; where the machine is busy a hold takes longer than both together.
 */
final class GcBlockProgram {

    private static final long FOR_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int HOLDS = 5;

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private GcBlockProgram() {}

    public static void main(String[] args) throws WrongResultException {
        SystemNanoClock clock = new SystemNanoClock();
        try (Hold hold = new GcBlock().create(clock, new Extent.Lasting(FOR_NANOS))) {
            hold.prepare();
            long pausedMillis = pausedMillis();
            long startNanos = CPU.getCurrentThreadCpuTime();
            for (int i = 0; i < HOLDS; i++) {
                hold.hold();
            }
            long computedMillis =
                    TimeUnit.NANOSECONDS.toMillis(CPU.getCurrentThreadCpuTime() - startNanos);
            pausedMillis = pausedMillis() - pausedMillis;
            System.out.println(
                    pausedMillis > computedMillis
                            ? "most of the time the world stood still"
                            : "computed for "
                                    + computedMillis
                                    + " ms, paused "
                                    + pausedMillis
                                    + " ms");
        } catch (WorkloadException refused) {
            System.out.println(refused.getMessage());
        }
    }

    private static long pausedMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
