package dev.loopbench.cli.gate.study;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.decide.Judge;
import dev.loopbench.reports.gate.decide.Judgement;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.CellResult.Change;
import dev.loopbench.reports.gate.model.CellResult.Definition;
import dev.loopbench.reports.gate.model.CellResult.Observed;
import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.gate.statistics.RankSum;
import dev.loopbench.reports.gate.statistics.Shift;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the values of two sides say of each figure. Confined to the main thread. */
final class SavedCells {

    /** Nobody saves more reports than that to learn something. */
    private static final int MOST_NEEDED = 100;

    private final SavedSide base;
    private final SavedSide head;
    private final CompareTerms terms;

    /** Tables by their sizes: making one takes longer than reading it. */
    private final Map<List<Integer>, RankSum> chances = new HashMap<>();

    SavedCells(SavedSide base, SavedSide head, CompareTerms terms) {
        this.base = base;
        this.head = head;
        this.terms = terms;
    }

    static boolean same(Cell cell, SavedSide base, SavedSide head) {
        double[] one = base.values(cell);
        double[] other = head.values(cell);
        Arrays.sort(one);
        Arrays.sort(other);
        return Arrays.equals(one, other);
    }

    /** Of cells that have a value in every sample. */
    List<CellResult> gated(List<Cell> cells) {
        List<GatedCell> family =
                cells.stream().map(c -> new GatedCell(c, terms.margins().of(c))).toList();
        List<Shift> shifts = cells.stream().map(this::shift).toList();
        List<Judgement> judgements = new Judge().judge(family, shifts, terms.falseAlarmShare());
        return judgements.stream().map(judgement -> judged(judgement, cells.size())).toList();
    }

    /** Where one cell is missing nothing is judged. */
    List<CellResult> missing(List<Cell> cells) {
        List<CellResult> results = new ArrayList<>();
        for (Cell cell : cells) {
            boolean whole = base.hasAll(cell) && head.hasAll(cell);
            String reason =
                    whole
                            ? "another cell is missing"
                            : (base.hasAll(cell) ? head : base).reason(cell);
            double[] ofBase = base.values(cell);
            double[] ofHead = head.values(cell);
            int pairs = Math.min(ofBase.length, ofHead.length);
            results.add(
                    new CellResult(
                            Definition.of(new GatedCell(cell, terms.margins().of(cell))),
                            Verdict.INCONCLUSIVE,
                            reason,
                            Observed.of(pairs, ofBase, ofHead),
                            Change.UNKNOWN,
                            null));
        }
        return results;
    }

    /** Of all others that both sides have values above 0 for. */
    List<CellResult> information(List<Cell> cells) {
        List<CellResult> results = new ArrayList<>();
        for (Cell cell : cells) {
            double[] ofBase = base.values(cell);
            double[] ofHead = head.values(cell);
            boolean told =
                    ofBase.length > 0
                            && ofHead.length > 0
                            && Arrays.stream(ofBase).allMatch(value -> value > 0)
                            && Arrays.stream(ofHead).allMatch(value -> value > 0);
            if (told) {
                Shift shift = shift(cell);
                results.add(
                        new CellResult(
                                Definition.of(cell),
                                Verdict.INFORMATION,
                                null,
                                Observed.of(shift.size(), ofBase, ofHead),
                                Change.of(cell, shift, null),
                                null));
            }
        }
        return results;
    }

    private CellResult judged(Judgement judgement, int family) {
        Cell cell = judgement.cell().cell();
        Verdict verdict = judgement.verdict();
        if (same(cell, base, head)) {
            verdict = Verdict.NO_REGRESSION;
        } else if (verdict == Verdict.CANDIDATE) {
            // There are no fresh values to ask: the margin is wide instead.
            verdict = Verdict.REGRESSION;
        }
        String reason = verdict == Verdict.INCONCLUSIVE ? tooFew(family) : null;
        return judgement.as(verdict).result(reason, base.values(cell), head.values(cell));
    }

    /** Null where there are enough values for a verdict, whatever they are. */
    private @Nullable String tooFew(int family) {
        int ofBase = base.samples().size();
        int ofHead = head.samples().size();
        double level = terms.falseAlarmShare() / family;
        if (leastPValue(ofBase, ofHead) <= level) {
            return null;
        }
        int needed = 1;
        while (needed < MOST_NEEDED && leastPValue(needed, needed) > level) {
            needed++;
        }
        return "%s of the base and %d of the head: at most %s of false alarms over %s needs at least %d on each side"
                .formatted(
                        Numbers.count(ofBase, "value"),
                        ofHead,
                        Numbers.roundShare(terms.falseAlarmShare()),
                        Numbers.count(family, "cell"),
                        needed);
    }

    /** Where all values of one side lie above all of the other: one of all orders. */
    private static double leastPValue(int one, int other) {
        double orders = 1;
        for (int i = 1; i <= one; i++) {
            orders *= (double) (other + i) / i;
        }
        return 1 / orders;
    }

    private Shift shift(Cell cell) {
        double[] ofBase = base.values(cell);
        double[] ofHead = head.values(cell);
        // Against 1 each, so that a difference of them is that of the cell in its direction.
        double[] from = Arrays.stream(ofBase).map(value -> cell.difference(1, value)).toArray();
        double[] to = Arrays.stream(ofHead).map(value -> cell.difference(1, value)).toArray();
        RankSum chance =
                chances.computeIfAbsent(
                        List.of(from.length, to.length),
                        sizes -> RankSum.of(from.length, to.length));
        return Shift.unpaired(from, to, chance);
    }
}
