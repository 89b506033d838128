package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import org.jspecify.annotations.Nullable;

/** How long the jobs of one kind waited, beside how long they took. Stateless. */
final class Waits {

    private Waits() {}

    /** Of the time of the jobs of a kind; 0 where they did not wait long enough to be noticed. */
    static double noticedShare(Histogram wait, Histogram service) {
        Double meanWait = wait.meanNanos();
        Double meanService = service.meanNanos();
        Long maxWait = wait.maxNanos();
        if (meanWait == null
                || meanService == null
                || maxWait == null
                || !Condition.FELT_WAIT.isReached(maxWait)) {
            return 0;
        }
        return meanWait / Math.max(1, meanWait + meanService);
    }

    /** Of all jobs of the kind together, in nanoseconds; 0 where it has none. */
    static double totalNanos(Operation operation) {
        return Legs.sum(operation.legs().waitLeg());
    }

    /** As a sentence; null where nothing ran. */
    static @Nullable String ofAJob(Operation operation) {
        Histogram wait = operation.legs().waitLeg();
        Histogram service = operation.legs().serviceLeg();
        Double meanWait = wait == null ? null : wait.meanNanos();
        Long maxWait = wait == null ? null : wait.maxNanos();
        Double meanService = service == null ? null : service.meanNanos();
        return meanWait == null || maxWait == null || meanService == null
                ? null
                : "a job of "
                        + operation.kind()
                        + " waited "
                        + Numbers.nanos(meanWait)
                        + " on average and up to "
                        + Numbers.nanos(maxWait)
                        + ", to be served in "
                        + Numbers.nanos(meanService);
    }
}
