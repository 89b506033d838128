package dev.loopbench.cli.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which faults were given, and which rules the first findings were of. Immutable.
 *
 * @param rows one for each fault that was tried, in the order of the faults
 * @param rules the columns
 */
public record ConfusionMatrix(List<Row> rows, List<String> rules) {

    /** From so many runs on, one in twenty may be judged wrong. */
    private static final long MANY_RUNS = 20;

    private static final double RIGHT_SHARE = 0.95;

    /**
     * @param leading how often a rule came first
     * @param innocent how often a rule warned that blames somebody innocent
     */
    public record Row(
            Fault fault,
            long runs,
            long right,
            SortedMap<String, Long> leading,
            SortedMap<String, Long> innocent) {

        static Row of(Fault fault, List<Trial> trials) {
            SortedMap<String, Long> leading = new TreeMap<>();
            SortedMap<String, Long> innocent = new TreeMap<>();
            for (Trial trial : trials) {
                leading.merge(trial.said().leading(), 1L, Long::sum);
                trial.said().innocent().forEach(rule -> innocent.merge(rule, 1L, Long::sum));
            }
            long right = trials.stream().filter(Trial::right).count();
            return new Row(fault, trials.size(), right, leading, innocent);
        }

        /** Whether it was judged right often enough. */
        public boolean passes() {
            return runs < MANY_RUNS ? right == runs : right >= RIGHT_SHARE * runs;
        }
    }

    static ConfusionMatrix of(List<Trial> trials) {
        List<Row> rows = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            List<Trial> own = trials.stream().filter(trial -> trial.fault() == fault).toList();
            if (!own.isEmpty()) {
                Row row = Row.of(fault, own);
                rows.add(row);
                row.leading().keySet().stream()
                        .filter(rule -> !rules.contains(rule))
                        .forEach(rules::add);
            }
        }
        return new ConfusionMatrix(List.copyOf(rows), List.copyOf(rules));
    }

    public long runs() {
        return rows.stream().mapToLong(Row::runs).sum();
    }

    public long right() {
        return rows.stream().mapToLong(Row::right).sum();
    }

    public boolean passes() {
        return !rows.isEmpty() && rows.stream().allMatch(Row::passes);
    }
}
