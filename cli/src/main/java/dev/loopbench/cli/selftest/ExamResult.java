package dev.loopbench.cli.selftest;

import java.util.List;

/**
 * All runs that were judged. Immutable.
 *
 * @param complete false where the exam was interrupted
 */
public record ExamResult(List<Trial> trials, boolean complete) {

    public ExamResult {
        trials = List.copyOf(trials);
    }

    public ConfusionMatrix matrix() {
        return ConfusionMatrix.of(trials);
    }

    public boolean passes() {
        return complete && matrix().passes();
    }

    /** Whether all that keeps it from passing are runs that others disturbed each time. */
    public boolean isTooNoisy() {
        if (!complete || passes()) {
            return false;
        }
        ConfusionMatrix quiet = ConfusionMatrix.of(without(disturbed()));
        return !disturbed().isEmpty()
                && quiet.rows().stream().allMatch(ConfusionMatrix.Row::passes);
    }

    List<Trial> disturbed() {
        return trials.stream().filter(trial -> trial.disturbance() != null).toList();
    }

    private List<Trial> without(List<Trial> others) {
        return trials.stream().filter(trial -> !others.contains(trial)).toList();
    }
}
