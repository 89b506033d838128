package dev.loopbench.probes.result;

import org.jspecify.annotations.Nullable;

/**
 * One pool job. All times are offsets from the start of the run.
 *
 * @param worker -1 if it never ran
 * @param outcome {@code ok}, {@code failed} or {@code cancelled}; {@code running} or {@code queued}
 *     if it had not ended when the window closed, and then without the times that had not come
 */
public record Job(
        long id,
        String kind,
        int worker,
        long submittedNanos,
        @Nullable Long startedNanos,
        @Nullable Long finishedNanos,
        @Nullable Long completedNanos,
        @Nullable Long serviceCpuNanos,
        String outcome) {}
