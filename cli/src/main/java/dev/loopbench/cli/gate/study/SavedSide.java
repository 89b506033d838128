package dev.loopbench.cli.gate.study;

import dev.loopbench.probes.merge.Part;
import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.Cell.Reading;
import dev.loopbench.reports.gate.model.Comparison.Sample;
import dev.loopbench.reports.gate.model.Comparison.Side;
import dev.loopbench.reports.gate.statistics.Median;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The reports of one side and the values they give: one for each repeat, or one for each report
 * where there are enough of them. Immutable.
 *
 * @param perReport repeats of one process share its JVM, so that a report is worth one value
 */
record SavedSide(List<Part> parts, List<Sample> samples, boolean perReport) {

    /** From so many reports on a side is told by them, and not by the repeats in them. */
    static final int ENOUGH_REPORTS = 4;

    static SavedSide of(List<Part> parts, List<Cell> cells, boolean perReport) {
        List<Sample> samples = new ArrayList<>();
        for (Part part : parts) {
            List<Sample> repeats = repeats(part.report(), cells);
            samples.addAll(perReport ? List.of(median(repeats, cells)) : repeats);
        }
        return new SavedSide(List.copyOf(parts), List.copyOf(samples), perReport);
    }

    Report first() {
        return parts.get(0).report();
    }

    /** Of those samples that have one. */
    double[] values(Cell cell) {
        return samples.stream()
                .filter(sample -> sample.values().containsKey(cell.name()))
                .mapToDouble(sample -> sample.values().getOrDefault(cell.name(), 0.0))
                .toArray();
    }

    boolean hasAll(Cell cell) {
        return samples.stream().allMatch(sample -> isFit(sample, cell));
    }

    /** Why a sample has no value that a gate may use; null where all have. */
    String reason(Cell cell) {
        return samples.stream()
                .filter(sample -> !isFit(sample, cell))
                .map(sample -> sample.missing().getOrDefault(cell.name(), "it has no value"))
                .findFirst()
                .orElse("it has no value");
    }

    Side side() {
        Report first = first();
        return new Side(
                List.of(),
                parts.stream().map(Part::name).toList(),
                first.tool(),
                first.config(),
                first.environment(),
                samples);
    }

    private static boolean isFit(Sample sample, Cell cell) {
        return sample.values().containsKey(cell.name())
                && !sample.missing().containsKey(cell.name());
    }

    /** One repeat is the whole report, which tells more of itself than a repeat does. */
    private static List<Sample> repeats(Report report, List<Cell> cells) {
        if (report.repeats().size() <= 1) {
            return List.of(Sample.of(cells, Cell.readings(cells, report), null));
        }
        List<Sample> samples = new ArrayList<>();
        for (Repeat repeat : report.repeats()) {
            List<Reading> readings = cells.stream().map(cell -> cell.read(report, repeat)).toList();
            samples.add(Sample.of(cells, readings, null));
        }
        return samples;
    }

    /** A cell that any repeat lacks is missing in the whole. */
    private static Sample median(List<Sample> repeats, List<Cell> cells) {
        TreeMap<String, Double> values = new TreeMap<>();
        TreeMap<String, String> missing = new TreeMap<>();
        for (Cell cell : cells) {
            String name = cell.name();
            repeats.forEach(
                    repeat -> {
                        if (repeat.missing().containsKey(name)) {
                            missing.put(name, Objects.requireNonNull(repeat.missing().get(name)));
                        }
                    });
            if (repeats.stream().allMatch(repeat -> repeat.values().containsKey(name))) {
                values.put(
                        name,
                        Median.of(
                                repeats.stream()
                                        .mapToDouble(r -> r.values().getOrDefault(name, 0.0))
                                        .toArray()));
            }
        }
        return new Sample(values, missing, null);
    }
}
