package dev.loopbench.reports.gate.decide;

import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.gate.statistics.Holm;
import dev.loopbench.reports.gate.statistics.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Says of each cell of a family whether it has become worse than its margin allows.
 *
 * <p>Immutable. It knows one look only; a candidate is for others to confirm.
 */
public final class Judge {

    /**
     * @param shifts one for each cell: of differences that are positive where head is worse
     * @param familyLevel the chance that any cell within its margin is called a candidate
     * @return one for each cell, in their order
     */
    public List<Judgement> judge(List<GatedCell> cells, List<Shift> shifts, double familyLevel) {
        return judge(cells, shifts, familyLevel, Set.of());
    }

    /**
     * @param settled cells, by their index, that no look rejects any more; they still count in the
     *     family
     */
    List<Judgement> judge(
            List<GatedCell> cells, List<Shift> shifts, double familyLevel, Set<Integer> settled) {
        if (cells.size() != shifts.size()) {
            throw new IllegalArgumentException(
                    cells.size() + " cells, but the shifts of " + shifts.size());
        }
        double[] pValues = new double[cells.size()];
        for (int cell = 0; cell < pValues.length; cell++) {
            double margin = cells.get(cell).marginLog();
            pValues[cell] = settled.contains(cell) ? 1 : shifts.get(cell).pAbove(margin);
        }
        Holm holm = new Holm(pValues, familyLevel);
        List<Judgement> judgements = new ArrayList<>();
        for (int cell = 0; cell < pValues.length; cell++) {
            judgements.add(
                    judgement(
                            cells.get(cell),
                            shifts.get(cell),
                            holm.level(cell),
                            holm.rejected(cell)));
        }
        return List.copyOf(judgements);
    }

    private static Judgement judgement(GatedCell cell, Shift shift, double level, boolean worse) {
        Verdict verdict =
                worse ? Verdict.CANDIDATE : within(cell.marginLog(), shift.upperBound(level));
        return new Judgement(cell, verdict, shift, level, null, null);
    }

    /** Bounds are closed: the shift may lie on them, and a shift on the margin is within it. */
    private static Verdict within(double margin, double upper) {
        if (upper < -margin) {
            return Verdict.IMPROVEMENT;
        }
        return upper <= margin ? Verdict.NO_REGRESSION : Verdict.INCONCLUSIVE;
    }
}
