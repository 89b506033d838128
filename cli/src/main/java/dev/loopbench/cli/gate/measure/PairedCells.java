package dev.loopbench.cli.gate.measure;

import dev.loopbench.reports.gate.decide.Course;
import dev.loopbench.reports.gate.decide.Judgement;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.CellResult.Change;
import dev.loopbench.reports.gate.model.CellResult.Definition;
import dev.loopbench.reports.gate.model.CellResult.Observed;
import dev.loopbench.reports.gate.model.Comparison.Pair;
import dev.loopbench.reports.gate.model.Comparison.Sample;
import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.model.Stage;
import dev.loopbench.reports.gate.model.UnknownCellException;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.gate.statistics.Shift;
import dev.loopbench.reports.gate.statistics.SignedRank;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the pairs so far say of every figure that any fork had: the gated ones by the course, the
 * others for information. Confined to the main thread.
 */
final class PairedCells {

    private final Evidence evidence;

    /** By the number of pairs: all cells of as many share one. */
    private final Map<Integer, SignedRank> chances = new HashMap<>();

    /** Whose pairs the figures are of. */
    private final Stage stage;

    PairedCells(Evidence evidence) {
        this.evidence = evidence;
        this.stage =
                evidence.course() == null && evidence.pairs(Stage.LOOK).isEmpty()
                        ? Stage.CONTROL
                        : Stage.LOOK;
    }

    /** Gated ones first, in their order. */
    List<CellResult> all() {
        List<CellResult> results = new ArrayList<>();
        Course course = evidence.course();
        List<Judgement> judgements = course == null ? List.of() : course.judgements();
        Set<String> gated = new HashSet<>();
        for (int i = 0; i < evidence.declared().size(); i++) {
            GatedCell declared = evidence.declared().get(i);
            gated.add(declared.name());
            results.add(judgements.isEmpty() ? unjudged(declared) : judged(judgements.get(i)));
        }
        for (Cell cell : known()) {
            if (!gated.contains(cell.name())) {
                results.add(information(cell));
            }
        }
        return List.copyOf(results);
    }

    /** In the order people read them, as far as the first report has them. */
    private Set<Cell> known() {
        Set<Cell> known = new LinkedHashSet<>();
        TrialForks trial = evidence.trial();
        if (trial != null) {
            known.addAll(Cell.in(trial.base()));
        }
        Set<String> names = new TreeSet<>();
        for (Pair pair : evidence.pairs()) {
            names.addAll(pair.base().values().keySet());
            names.addAll(pair.head().values().keySet());
        }
        for (String name : names) {
            try {
                known.add(Cell.named(name));
            } catch (UnknownCellException ofAnotherVersion) {
                // Its figure stays in the pairs.
            }
        }
        known.removeIf(cell -> !names.contains(cell.name()));
        return known;
    }

    private CellResult judged(Judgement judgement) {
        Cell cell = judgement.cell().cell();
        return judgement.result(unfit(cell), values(cell, Side.BASE), values(cell, Side.HEAD));
    }

    /** A gated cell before there is a course. */
    private CellResult unjudged(GatedCell declared) {
        return measured(
                declared.cell(),
                Definition.of(declared),
                stage == Stage.CONTROL ? Verdict.INFORMATION : Verdict.INCONCLUSIVE);
    }

    private CellResult information(Cell cell) {
        return measured(cell, Definition.of(cell), Verdict.INFORMATION);
    }

    private CellResult measured(Cell cell, Definition definition, Verdict verdict) {
        Shift shift = shift(evidence.differences(cell, stage));
        Shift control = shift(evidence.differences(cell, Stage.CONTROL));
        return new CellResult(
                definition,
                verdict,
                unfit(cell),
                Observed.of(shift.size(), values(cell, Side.BASE), values(cell, Side.HEAD)),
                Change.of(cell, shift, control),
                null);
    }

    private double[] values(Cell cell, Side side) {
        return evidence.values(cell, stage, side).toArray();
    }

    private Shift shift(double[] differences) {
        return Shift.paired(
                differences, chances.computeIfAbsent(differences.length, SignedRank::of));
    }

    /** Why forks say that the cell must not be gated, and how many do; null where none does. */
    private @Nullable String unfit(Cell cell) {
        List<String> reasons =
                evidence.pairs(stage).stream()
                        .flatMap(pair -> List.of(pair.base(), pair.head()).stream())
                        .map(Sample::missing)
                        .filter(missing -> missing.containsKey(cell.name()))
                        .map(missing -> String.valueOf(missing.get(cell.name())))
                        .toList();
        int forks = 2 * evidence.pairs(stage).size();
        if (reasons.isEmpty()) {
            return null;
        }
        return reasons.size() == forks
                ? reasons.get(0)
                : "in %d of %d forks: %s".formatted(reasons.size(), forks, reasons.get(0));
    }
}
