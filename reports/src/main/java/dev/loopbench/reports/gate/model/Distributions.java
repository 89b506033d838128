package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.result.Histogram;
import java.util.IdentityHashMap;

/** The decoded histograms of one report, each decoded once. Confined to one thread. */
final class Distributions {

    private final IdentityHashMap<Histogram, org.HdrHistogram.Histogram> decoded =
            new IdentityHashMap<>();

    /**
     * @throws IllegalArgumentException if it is not what a run writes; the message is a sentence
     */
    org.HdrHistogram.Histogram of(Histogram histogram) {
        return decoded.computeIfAbsent(histogram, Histograms::decode);
    }
}
