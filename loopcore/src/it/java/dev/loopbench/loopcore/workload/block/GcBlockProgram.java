package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** Says how much of its holds the world stood still. For {@link GcBlockIT} to run. */
final class GcBlockProgram {

    private static final long FOR_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int HOLDS = 5;

    private GcBlockProgram() {}

    public static void main(String[] args) throws WrongResultException {
        SystemNanoClock clock = new SystemNanoClock();
        try (Hold hold = new GcBlock().create(clock, new Extent.Lasting(FOR_NANOS))) {
            hold.prepare();
            long pausedMillis = pausedMillis();
            long startNanos = clock.nanoTime();
            for (int i = 0; i < HOLDS; i++) {
                hold.hold();
            }
            long heldMillis = TimeUnit.NANOSECONDS.toMillis(clock.nanoTime() - startNanos);
            pausedMillis = pausedMillis() - pausedMillis;
            System.out.println(
                    2 * pausedMillis > heldMillis
                            ? "most of the time the world stood still"
                            : "held for " + heldMillis + " ms, paused " + pausedMillis + " ms");
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
