package dev.loopbench.probes.result;

import org.jspecify.annotations.Nullable;

/**
 * What came of the operations of one kind. In JSON the legs are {@code wait}, {@code service} and
 * {@code return}.
 *
 * @param count ended well; {@code errors} counts those that failed or gave a wrong result, but not
 *     what an interrupt cancelled
 * @param response from the intended start to the end
 * @param fromSend from the actual start to the end; null where a load does not tell it apart from
 *     the response
 * @param startDelay intended to actual start: only where a load has intended starts of its own
 * @param waitLeg enqueued to started, of each pool job of this kind; null where the pool is not
 *     used
 * @param returnLeg finished on the worker to callback on the loop
 * @param serviceCpuNanos CPU time of all service legs together; null where the machine cannot tell
 */
public record Operation(
        String kind,
        long count,
        long errors,
        @Nullable Double perSecond,
        Histogram response,
        @Nullable Histogram fromSend,
        @Nullable Histogram startDelay,
        @Nullable Histogram waitLeg,
        @Nullable Histogram serviceLeg,
        @Nullable Long serviceCpuNanos,
        @Nullable Histogram returnLeg) {}
