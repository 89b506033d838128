package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import org.jspecify.annotations.Nullable;

/**
 * The time of all operations in which nothing was done for them. Immutable; nanoseconds, summed
 * over the operations, so that it may exceed the run.
 *
 * <p>An operation's response holds the legs of its jobs; what is left over is taken for the loop's
 * delay as far as that explains it: each operation meets the loop at least once. What the loop then
 * was not busy with either was spent elsewhere.
 *
 * @param waitNanos waiting for a thread, or for its wake-up
 * @param returnNanos finished, and the callback had not begun
 * @param lateNanos an event of the operation waited for the loop
 * @param stretchedNanos a computing job had no core of its own
 * @param elsewhereNanos in no leg and not on the loop: another machine, a device, a timer
 * @param awayNanos of that, what the workload tells itself: it waited on purpose
 * @param operationsNanos all responses, for comparison: not lost by itself
 * @param operations how many
 */
record LostTime(
        double waitNanos,
        double returnNanos,
        double lateNanos,
        double stretchedNanos,
        double elsewhereNanos,
        double awayNanos,
        double operationsNanos,
        long operations) {

    static LostTime of(Report report, Legs legs, Cores cores, LoopTime time) {
        double awayAll = 0;
        double late = 0;
        double rest = 0;
        double all = 0;
        long count = 0;
        Loop.Delay delay = report.loop().delay();
        double delayNanos = delay == null ? 0 : delay.meanNanos();
        for (Operation operation : report.operations()) {
            double response = Legs.sum(operation.latency().response());
            double away = operation.awayNanos() == null ? 0 : operation.awayNanos();
            awayAll += away;
            double outsideLegs =
                    response
                            - away
                            - inLine(report, operation)
                            - Legs.sum(operation.legs().waitLeg())
                            - Legs.sum(operation.legs().serviceLeg())
                            - Legs.sum(operation.legs().returnLeg());
            double delayed = operation.count() * delayNanos;
            double lateOnes = Math.max(0, Math.min(outsideLegs, delayed));
            late += lateOnes;
            // Of what is in legs that nobody tells, none is known to be lost.
            rest += operation.legs().areUntold() ? 0 : Math.max(0, outsideLegs - lateOnes);
            all += response;
            count += operation.count();
        }
        return new LostTime(
                legs.waitNanos(),
                legs.returnNanos(),
                late,
                cores.stretchedNanos(),
                awayAll + Math.max(0, rest - time.busyNanos()),
                awayAll,
                all,
                count);
    }

    /**
     * Another process's clients start late by their own doing, and the operations of a burst stand
     * in line behind each other; those of an open load are late by the loop's.
     */
    private static double inLine(Report report, Operation operation) {
        boolean byTheLoop = report.clients() == null && !isOfBurst(report, operation.kind());
        return byTheLoop ? 0 : Legs.sum(operation.latency().startDelay());
    }

    private static boolean isOfBurst(Report report, String kind) {
        return report.config().workloads().stream()
                .anyMatch(work -> work.name().equals(kind) && work.load() instanceof Load.Burst);
    }

    double totalNanos() {
        return waitNanos + returnNanos + lateNanos + stretchedNanos + elsewhereNanos;
    }

    /** What a loop that does not come round takes. */
    double heldNanos() {
        return returnNanos + lateNanos;
    }

    /** What a cause takes that stops everything for a share of the time. */
    double stoppedNanos(double share) {
        return Math.min(totalNanos(), share * operationsNanos);
    }

    /** 0 to 1; null where nothing was lost. */
    @Nullable Double share(double nanos) {
        return totalNanos() <= 0 ? null : (Double) Math.min(1, Math.max(0, nanos / totalNanos()));
    }
}
