package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Job;
import org.jspecify.annotations.Nullable;

/**
 * The legs of a job's way, one after the other; a leg nobody saw the end of lasts to the end of the
 * run.
 *
 * <p>Immutable. Instants are offsets from the start of the run.
 */
record JobLegs(
        Job job,
        long submittedNanos,
        long waitEndNanos,
        long serviceEndNanos,
        long returnEndNanos) {

    static JobLegs of(Job job, long runEndNanos) {
        Long completed = job.completedNanos();
        long end = Math.max(completed == null ? runEndNanos : completed, job.submittedNanos());
        long waitEnd = within(job.startedNanos(), job.submittedNanos(), end);
        long serviceEnd =
                job.startedNanos() == null ? end : within(job.finishedNanos(), waitEnd, end);
        return new JobLegs(job, job.submittedNanos(), waitEnd, serviceEnd, end);
    }

    private static long within(@Nullable Long nanos, long from, long to) {
        return nanos == null ? to : Math.min(Math.max(nanos, from), to);
    }

    long responseNanos() {
        return returnEndNanos - submittedNanos;
    }

    /** The same job as if it had been submitted at the start of the run. */
    JobLegs fromItsStart() {
        return new JobLegs(
                job,
                0,
                waitEndNanos - submittedNanos,
                serviceEndNanos - submittedNanos,
                returnEndNanos - submittedNanos);
    }

    String waitText() {
        boolean over = job.startedNanos() != null || job.completedNanos() != null;
        return text(waitEndNanos - submittedNanos, over);
    }

    String serviceText() {
        return job.startedNanos() == null
                ? Numbers.NONE
                : text(serviceEndNanos - waitEndNanos, job.finishedNanos() != null);
    }

    String returnText() {
        return job.startedNanos() == null || job.finishedNanos() == null
                ? Numbers.NONE
                : text(returnEndNanos - serviceEndNanos, job.completedNanos() != null);
    }

    String responseText() {
        return text(responseNanos(), job.completedNanos() != null);
    }

    private static String text(long nanos, boolean over) {
        return (over ? "" : ">") + Numbers.nanos(nanos);
    }
}
