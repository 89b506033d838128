package dev.loopbench.cli.truth;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All configurations that were judged. Immutable.
 *
 * @param seed they were drawn from
 * @param complete false where the exam was interrupted
 */
public record RandomResult(long seed, List<RandomTrial> trials, boolean complete) {

    /** Of the first findings. */
    static final double RIGHT_SHARE = 0.95;

    public RandomResult {
        trials = List.copyOf(trials);
    }

    long right() {
        return trials.stream().filter(RandomTrial::right).count();
    }

    List<RandomTrial> slandered() {
        return trials.stream().filter(trial -> !trial.slanders().isEmpty()).toList();
    }

    List<RandomTrial> contradicted() {
        return trials.stream().filter(trial -> !trial.contradictions().isEmpty()).toList();
    }

    /** How often a rule came first, by the true cause. */
    SortedMap<String, SortedMap<String, Long>> matrix() {
        SortedMap<String, SortedMap<String, Long>> matrix = new TreeMap<>();
        for (RandomTrial trial : trials) {
            matrix.computeIfAbsent(trial.cause(), cause -> new TreeMap<>())
                    .merge(trial.rule(), 1L, Long::sum);
        }
        return matrix;
    }

    /**
     * Whether the first finding was the cause in nineteen of twenty, nothing that was sure was
     * false, and no sentence stood against its own figures.
     */
    public boolean passes() {
        return complete
                && !trials.isEmpty()
                && right() >= RIGHT_SHARE * trials.size()
                && slandered().isEmpty()
                && contradicted().isEmpty();
    }
}
