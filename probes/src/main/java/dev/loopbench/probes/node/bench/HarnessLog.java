package dev.loopbench.probes.node.bench;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the harness told of the measured time. Immutable; instants are of {@code process.hrtime}.
 *
 * @param cut whether what was in flight did not end in time
 * @param interrupted whether it was ended before
 * @param utilization of the loop; null over no time at all
 * @param counts of the loop; null where Node does not tell
 * @param holds how often it held the loop on purpose
 * @param wrong the first result that was not what it has to be; null if there is none
 * @param kinds of operations, in the order of the works
 */
record HarnessLog(
        long beginNanos,
        long endNanos,
        boolean cut,
        boolean interrupted,
        @Nullable Double utilization,
        Loop.@Nullable Counts counts,
        long holds,
        @Nullable String wrong,
        List<Kind> kinds) {

    /**
     * What the warm-up of a work came to.
     *
     * @param unfinished operations that did not end in its time
     */
    record WarmedUp(long durationNanos, long operations, long unfinished, boolean steady) {

        static List<WarmedUp> of(JsonNode told) {
            List<WarmedUp> warmups = new ArrayList<>();
            told.forEach(
                    one ->
                            warmups.add(
                                    new WarmedUp(
                                            one.path("durationNanos").asLong(),
                                            one.path("operations").asLong(),
                                            one.path("unfinished").asLong(),
                                            one.path("steady").asBoolean())));
            return warmups;
        }
    }

    /**
     * The operations of a work.
     *
     * @param told as the harness wrote it
     */
    record Kind(JsonNode told) {

        /**
         * As a report has them.
         *
         * @param paced whether its load has intended starts of its own
         */
        Operation operation(String name, Operation.Legs legs, boolean paced, long windowNanos) {
            long count = told.path("ok").asLong();
            long errors = told.path("errors").asLong();
            List<Operation.Failure> failures = new ArrayList<>();
            told.path("failures")
                    .forEach(
                            failure ->
                                    failures.add(
                                            new Operation.Failure(
                                                    failure.path("reason").asString(),
                                                    failure.path("count").asLong(),
                                                    failure.path("first").asLong(),
                                                    failure.path("last").asLong())));
            return new Operation(
                    name,
                    count,
                    errors,
                    told.path("started").asLong() - count - errors,
                    Operation.Failure.bounded(failures),
                    new Operation.Pace(
                            count > 0 ? (Long) told.path("lastOk").asLong() : null,
                            windowNanos > 0
                                    ? (Double)
                                            ((double) count
                                                    * TimeUnit.SECONDS.toNanos(1)
                                                    / windowNanos)
                                    : null),
                    new Operation.Latency(
                            distribution("response"),
                            paced ? distribution("fromSend") : null,
                            paced ? distribution("startDelay") : null),
                    legs,
                    null);
        }

        /** The harness's values are known to one part in 1024, their extremes exactly. */
        private Histogram distribution(String name) {
            JsonNode own = told.path(name);
            JsonNode buckets = own.path("buckets");
            org.HdrHistogram.Histogram histogram =
                    new org.HdrHistogram.Histogram(
                            1, LatencyRecorder.HIGHEST_NANOS, LatencyRecorder.SIGNIFICANT_DIGITS);
            for (int at = 0; at + 1 < buckets.size(); at += 2) {
                histogram.recordValueWithCount(
                        Math.min(buckets.get(at).asLong(), LatencyRecorder.HIGHEST_NANOS),
                        buckets.get(at + 1).asLong());
            }
            return Histograms.of(
                    histogram,
                    own.path("min").asLong(),
                    own.path("sum").asDouble(),
                    own.path("max").asLong());
        }
    }

    static HarnessLog of(JsonNode told) {
        double active = told.path("activeMillis").asDouble();
        double idle = told.path("idleMillis").asDouble();
        JsonNode uv = told.path("uv");
        List<Kind> kinds = new ArrayList<>();
        told.path("kinds").forEach(kind -> kinds.add(new Kind(kind)));
        return new HarnessLog(
                told.path("beginNanos").asLong(),
                told.path("endNanos").asLong(),
                told.path("cut").asBoolean(),
                told.path("interrupted").asBoolean(),
                active + idle > 0 ? (Double) (active / (active + idle)) : null,
                uv.isObject()
                        ? new Loop.Counts(
                                uv.path("iterations").asLong(),
                                uv.path("events").asLong(),
                                uv.path("eventsWaiting").asLong(),
                                null,
                                null)
                        : null,
                told.path("holds").asLong(),
                told.path("wrong").isString() ? told.path("wrong").asString() : null,
                List.copyOf(kinds));
    }

    long durationNanos() {
        return endNanos - beginNanos;
    }
}
