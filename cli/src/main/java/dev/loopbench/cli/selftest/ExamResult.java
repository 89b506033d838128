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
}
