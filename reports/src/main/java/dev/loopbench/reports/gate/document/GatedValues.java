package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Config;
import dev.loopbench.reports.benchmark.BenchmarkName;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What head's cells are worth for a history: medians, and the change's interval around them.
 * Immutable.
 *
 * @param benchmark under whose name it is kept
 * @param lower null where the interval is open, as is {@code upper}
 */
record GatedValues(
        String benchmark,
        CellResult cell,
        double value,
        @Nullable Double lower,
        @Nullable Double upper) {

    private static final char KIND_END = ':';

    /** Nothing of a comparison that came to no verdict: a history must not learn from it. */
    static List<GatedValues> of(Comparison comparison) {
        Config config = comparison.head().config();
        if (config == null || !comparison.outcome().kind().isVerdict()) {
            return List.of();
        }
        Map<String, String> names = new LinkedHashMap<>();
        BenchmarkName benchmarks = new BenchmarkName(config);
        return comparison.cells().stream()
                .filter(cell -> cell.gated() && cell.observed().headMedian() != null)
                .map(
                        cell ->
                                of(
                                        names.computeIfAbsent(
                                                kind(cell, config),
                                                kind -> benchmarks.of(kind, kind)),
                                        cell))
                .toList();
    }

    private static GatedValues of(String benchmark, CellResult cell) {
        double median = Objects.requireNonNull(cell.observed().headMedian());
        return new GatedValues(
                benchmark,
                cell,
                median,
                moved(median, cell.change().estimateShare(), cell.change().lowerShare()),
                moved(median, cell.change().estimateShare(), cell.change().upperShare()));
    }

    /**
     * Where head's median would lie if the change were the bound: the base's is not known better.
     */
    private static @Nullable Double moved(
            double median, @Nullable Double estimate, @Nullable Double bound) {
        if (estimate == null || bound == null) {
            return null;
        }
        double moved = median * (1 + bound) / (1 + estimate);
        return Double.isFinite(moved) ? moved : null;
    }

    private static String kind(CellResult cell, Config config) {
        int end = cell.name().lastIndexOf(KIND_END);
        if (end >= 0) {
            return cell.name().substring(0, end);
        }
        return config.workloads().isEmpty() ? config.workload() : config.workloads().get(0).name();
    }

    /** The cell's name without its kind, which is in the benchmark's. */
    String figure() {
        return cell.name().substring(cell.name().lastIndexOf(KIND_END) + 1);
    }

    /** In words: {@code +9.8%, n 20, regression}. */
    String change() {
        Double estimate = cell.change().estimateShare();
        return (estimate == null ? "" : Numbers.signedChange(estimate) + ", ")
                + "n "
                + cell.observed().pairs()
                + ", "
                + cell.verdict().words();
    }
}
