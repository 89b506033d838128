package dev.loopbench.probes.result;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of the operations of one kind. In JSON the legs are {@code wait}, {@code service} and
 * {@code return}.
 *
 * <p>The legs cover what has ended. All that was started is {@code count + errors + unfinished}.
 *
 * @param count ended well; {@code errors} counts those that failed or gave a wrong result
 * @param unfinished started, and neither ended well nor badly when the window closed: still
 *     running, still waiting for a thread, or cancelled
 * @param failures the errors by reason, the most frequent first
 * @param awayNanos how long operations that ended well waited, on purpose, for something outside of
 *     loop and pool, such as readers that pause; null where the workload does not tell
 */
public record Operation(
        String kind,
        long count,
        long errors,
        long unfinished,
        List<Failure> failures,
        Pace pace,
        Latency latency,
        Legs legs,
        @Nullable Long awayNanos) {

    /** How many operations have begun. */
    public long started() {
        return count + errors + unfinished;
    }

    /**
     * @param lastOkNanos when the last one ended well, as an offset from the start of the run: a
     *     rate over the whole window says little where this is long before its end. Null where none
     *     did, and in a sum of runs
     * @param oldestUnfinishedNanos how long the first of the unfinished had been under way at the
     *     end; null where there is none, and where nobody tells
     */
    public record Pace(
            @Nullable Long lastOkNanos,
            @Nullable Double perSecond,
            @Nullable Long oldestUnfinishedNanos) {

        /** Of operations of which nobody tells how long they have been under way. */
        public Pace(@Nullable Long lastOkNanos, @Nullable Double perSecond) {
            this(lastOkNanos, perSecond, null);
        }
    }

    /**
     * Of whole operations.
     *
     * @param response from the intended start to the end
     * @param fromSend from the actual start to the end; null where a load does not tell it apart
     *     from the response
     * @param startDelay intended to actual start: only where a load has intended starts of its own
     */
    public record Latency(
            Histogram response, @Nullable Histogram fromSend, @Nullable Histogram startDelay) {}

    /**
     * Of pool jobs of this kind; null where the pool is not used.
     *
     * @param waitLeg enqueued to started
     * @param waitEstimate the same where it was not seen and can be bounded; null otherwise
     * @param serviceCpuNanos CPU time of all service legs together; null where the machine cannot
     *     tell
     * @param returnLeg finished on the worker to callback on the loop
     * @param unavailable why a leg of jobs of the pool is not told, by its key in JSON
     */
    public record Legs(
            @Nullable Histogram waitLeg,
            @Nullable EstimatedWait waitEstimate,
            @Nullable Histogram serviceLeg,
            @Nullable Long serviceCpuNanos,
            @Nullable Histogram returnLeg,
            SortedMap<String, String> unavailable) {

        /** Nothing is estimated. */
        public Legs(
                @Nullable Histogram waitLeg,
                @Nullable Histogram serviceLeg,
                @Nullable Long serviceCpuNanos,
                @Nullable Histogram returnLeg,
                SortedMap<String, String> unavailable) {
            this(waitLeg, null, serviceLeg, serviceCpuNanos, returnLeg, unavailable);
        }

        /** All that there is of them. */
        public Legs(
                @Nullable Histogram waitLeg,
                @Nullable Histogram serviceLeg,
                @Nullable Long serviceCpuNanos,
                @Nullable Histogram returnLeg) {
            this(waitLeg, serviceLeg, serviceCpuNanos, returnLeg, Collections.emptySortedMap());
        }

        /** The values of the estimate, for whoever says that they are one; null without. */
        public @Nullable Histogram estimatedWait() {
            return waitEstimate == null ? null : waitEstimate.values();
        }

        /** Whether the pool was used, and how is not known. */
        public boolean areUntold() {
            return waitLeg == null && unavailable.containsKey("wait");
        }

        /** Of operations that do not use the pool. */
        public static final Legs NONE = new Legs(null, null, null, null);
    }

    /**
     * Operations that ended badly for the same reason.
     *
     * @param reason a short text without what differs from one to the next, or {@link
     *     #OTHER_REASONS}
     * @param firstAtNanos when the first of them ended, as an offset from the start of the run
     */
    public record Failure(String reason, long count, long firstAtNanos, long lastAtNanos) {

        /** So many reasons are told apart for one kind of operation. */
        public static final int MAX_REASONS = 16;

        /** All reasons beyond the first {@link #MAX_REASONS}. */
        public static final String OTHER_REASONS = "(other reasons)";

        /** This one, and others for the same reason. */
        public Failure and(Failure other) {
            return new Failure(
                    reason,
                    count + other.count,
                    Math.min(firstAtNanos, other.firstAtNanos),
                    Math.max(lastAtNanos, other.lastAtNanos));
        }

        /**
         * The most frequent first, {@link #OTHER_REASONS} last.
         *
         * @param failures each for a reason of its own; of more than {@link #MAX_REASONS} the
         *     rarest become one
         */
        public static List<Failure> bounded(Collection<Failure> failures) {
            List<Failure> named = new ArrayList<>();
            List<Failure> others = new ArrayList<>();
            failures.stream()
                    .sorted(Comparator.comparingLong(Failure::count).reversed())
                    .forEach(
                            failure ->
                                    (named.size() < MAX_REASONS
                                                            && !failure.reason.equals(OTHER_REASONS)
                                                    ? named
                                                    : others)
                                            .add(failure));
            others.stream()
                    .reduce(Failure::and)
                    .map(
                            sum ->
                                    new Failure(
                                            OTHER_REASONS,
                                            sum.count,
                                            sum.firstAtNanos,
                                            sum.lastAtNanos))
                    .ifPresent(named::add);
            return List.copyOf(named);
        }
    }
}
