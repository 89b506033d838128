package dev.loopbench.cli.advice;

import dev.loopbench.cli.selftest.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All advice that was followed. Immutable.
 *
 * @param complete false where the exam was interrupted
 */
public record AdviceResult(List<AdviceTrial> trials, boolean complete) {

    /** From so many runs on, one in twenty may be wrong. */
    private static final long MANY_RUNS = 20;

    private static final double FELL_SHARE = 0.95;

    /**
     * @param judged runs with an advice
     * @param fell in how many of them less time was lost after it was followed
     */
    record Row(Fault fault, long runs, long judged, long fell) {

        boolean passes() {
            return judged < MANY_RUNS ? fell == judged : fell >= FELL_SHARE * judged;
        }
    }

    public AdviceResult {
        trials = List.copyOf(trials);
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            List<AdviceTrial> own = of(fault).toList();
            if (!own.isEmpty()) {
                rows.add(
                        new Row(
                                fault,
                                own.size(),
                                of(fault).filter(AdviceTrial::isJudged).count(),
                                of(fault).filter(AdviceTrial::fell).count()));
            }
        }
        return rows;
    }

    /** Whether the advice helped with every fault for which there was any. */
    public boolean passes() {
        return complete
                && trials.stream().anyMatch(AdviceTrial::isJudged)
                && rows().stream().allMatch(Row::passes);
    }

    Stream<AdviceTrial> of(Fault fault) {
        return trials.stream().filter(trial -> trial.fault() == fault);
    }
}
