package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import org.jspecify.annotations.Nullable;

/** How long the jobs of one kind waited, beside how long they took. Stateless. */
final class Waits {

    private Waits() {}

    /** Whether they are worth a word: long beside the service, and long enough to be noticed. */
    static boolean areNotable(Histogram wait, Histogram service) {
        Double meanWait = wait.meanNanos();
        Double meanService = service.meanNanos();
        Long maxWait = wait.maxNanos();
        return meanWait != null
                && meanService != null
                && maxWait != null
                && meanWait >= Limits.NOTABLE_WAIT_PER_SERVICE * meanService
                && maxWait >= Limits.NOTABLE_RETURN_NANOS;
    }

    /** Of all jobs of the kind together, in nanoseconds; 0 where it has none. */
    static double totalNanos(Operation operation) {
        Histogram wait = operation.waitLeg();
        Double mean = wait == null ? null : wait.meanNanos();
        return wait == null || mean == null ? 0 : mean * wait.count();
    }

    /** As a sentence; null where nothing ran. */
    static @Nullable String ofAJob(Operation operation) {
        Histogram wait = operation.waitLeg();
        Histogram service = operation.serviceLeg();
        Double meanWait = wait == null ? null : wait.meanNanos();
        Long maxWait = wait == null ? null : wait.maxNanos();
        Double meanService = service == null ? null : service.meanNanos();
        return meanWait == null || maxWait == null || meanService == null
                ? null
                : "a job of "
                        + operation.kind()
                        + " waited "
                        + Words.time(meanWait)
                        + " on average and up to "
                        + Words.time(maxWait)
                        + ", to be served in "
                        + Words.time(meanService);
    }
}
