package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.EstimatedWait;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import org.jspecify.annotations.Nullable;

/**
 * How long the jobs of one kind waited, beside how long they took; what is estimated is told as
 * such. Stateless.
 */
final class Waits {

    private Waits() {}

    /** As measured, or as estimated; null where neither. */
    private static @Nullable Histogram wait(Operation operation) {
        Histogram wait = operation.legs().waitLeg();
        return wait != null ? wait : operation.legs().estimatedWait();
    }

    /** From the queue to the end on the worker; with the way back where that is not told. */
    private static double spentNanos(Operation operation) {
        Double response = operation.latency().response().meanNanos();
        Double wait = mean(operation.legs().waitLeg());
        Double service = mean(operation.legs().serviceLeg());
        return wait != null && service != null ? wait + service : response == null ? 0 : response;
    }

    private static @Nullable Double mean(@Nullable Histogram histogram) {
        return histogram == null ? null : histogram.meanNanos();
    }

    /** Of the time of the jobs of a kind; 0 where they did not wait long enough to be noticed. */
    static double noticedShare(Operation operation) {
        Histogram wait = wait(operation);
        Double mean = mean(wait);
        Long max = wait == null ? null : wait.maxNanos();
        return mean == null || max == null || !Condition.FELT_WAIT.isReached(max)
                ? 0
                : mean / Math.max(1, Math.max(mean, spentNanos(operation)));
    }

    /** Of all jobs of the kind together, in nanoseconds; 0 where it has none. */
    static double totalNanos(Operation operation) {
        return Legs.sum(wait(operation));
    }

    /** The same as findings write it. */
    static String total(Operation operation) {
        return (operation.legs().waitLeg() == null ? "about " : "")
                + Numbers.nanos(totalNanos(operation));
    }

    /** As a sentence; null where nothing ran. */
    static @Nullable String ofAJob(Operation operation) {
        Histogram wait = operation.legs().waitLeg();
        Double meanWait = mean(wait);
        Long maxWait = wait == null ? null : wait.maxNanos();
        Double meanService = mean(operation.legs().serviceLeg());
        if (meanWait != null && maxWait != null && meanService != null) {
            return "a job of "
                    + operation.kind()
                    + " waited "
                    + Numbers.nanos(meanWait)
                    + " on average and up to "
                    + Numbers.nanos(maxWait)
                    + ", to be served in "
                    + Numbers.nanos(meanService);
        }
        EstimatedWait estimate = operation.legs().waitEstimate();
        return estimate == null
                ? null
                : "that is an estimate: Node does not tell when a thread took them; it is between "
                        + Numbers.nanos(estimate.lowerNanos())
                        + " and "
                        + Numbers.nanos(estimate.upperNanos());
    }
}
