package dev.loopbench.cli.gate.measure;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.Comparison.Conditions;
import dev.loopbench.reports.gate.model.Comparison.Sample;
import dev.loopbench.reports.gate.model.Fitness;
import dev.loopbench.reports.gate.model.Reading;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a comparison keeps of a fork's report. Stateless. */
final class Samples {

    private Samples() {}

    /**
     * Every figure the report has, and of those and the gated ones why one is missing or must not
     * be gated.
     *
     * @param fitness of the gated ones
     */
    static Sample of(Report report, Conditions conditions, List<Cell> gated, Fitness fitness) {
        Set<Cell> others = new LinkedHashSet<>(Cell.in(report));
        gated.forEach(others::remove);
        List<Cell> cells = new ArrayList<>(gated);
        cells.addAll(others);
        List<Reading> readings = new ArrayList<>(Cell.readings(gated, report, fitness));
        readings.addAll(Cell.readings(List.copyOf(others), report));
        SortedMap<String, Double> values = new TreeMap<>();
        SortedMap<String, String> missing = new TreeMap<>();
        for (int i = 0; i < cells.size(); i++) {
            Double value = readings.get(i).value();
            String reason = readings.get(i).reason();
            if (value != null) {
                values.put(cells.get(i).name(), value);
            }
            if (reason != null) {
                missing.put(cells.get(i).name(), reason);
            }
        }
        return new Sample(values, missing, conditions);
    }
}
