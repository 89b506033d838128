package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import java.util.IdentityHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a figure is read from. Confined to one thread.
 *
 * @param operation of the cell's kind; null where the report has none
 */
record Subject(Report report, @Nullable Operation operation, Distributions distributions) {

    /** The decoded histograms of one report, each decoded once. Confined to one thread. */
    static final class Distributions {

        private final IdentityHashMap<Histogram, org.HdrHistogram.Histogram> decoded =
                new IdentityHashMap<>();

        /**
         * @throws IllegalArgumentException if it is not what a run writes; the message is a
         *     sentence
         */
        org.HdrHistogram.Histogram of(Histogram histogram) {
            return decoded.computeIfAbsent(histogram, Histograms::decode);
        }
    }

    /** For figures of a kind, which are not asked without one. */
    Operation requireOperation() {
        return Objects.requireNonNull(operation);
    }

    /** Of all kinds, those that failed too: what the counters of the run are spread over. */
    long operationsOfRun() {
        return report.operations().stream().mapToLong(o -> o.count() + o.errors()).sum();
    }
}
