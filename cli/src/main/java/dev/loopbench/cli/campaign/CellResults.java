package dev.loopbench.cli.campaign;

import dev.loopbench.reports.cell.Cell;
import dev.loopbench.reports.cell.UnknownCellException;
import dev.loopbench.reports.comparison.Comparison.CellResult;
import dev.loopbench.reports.comparison.Comparison.Confirmation;
import dev.loopbench.reports.comparison.Comparison.Pair;
import dev.loopbench.reports.comparison.Comparison.Sample;
import dev.loopbench.reports.gate.Course;
import dev.loopbench.reports.gate.Judgement;
import dev.loopbench.reports.gate.Stage;
import dev.loopbench.reports.gate.Verdict;
import dev.loopbench.reports.statistics.PairedShift;
import dev.loopbench.reports.statistics.SignedRank;
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
final class CellResults {

    /** Of bounds that nothing is decided by. */
    static final double INFORMATION_LEVEL = 0.01;

    private final Evidence evidence;

    /** By the number of pairs: all cells of as many share one. */
    private final Map<Integer, SignedRank> chances = new HashMap<>();

    /** Whose pairs the figures are of. */
    private final Stage stage;

    CellResults(Evidence evidence) {
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
            DeclaredCell declared = evidence.declared().get(i);
            gated.add(declared.name());
            results.add(
                    judgements.isEmpty()
                            ? unjudged(declared)
                            : judged(declared, judgements.get(i)));
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
        Trial trial = evidence.trial();
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

    private CellResult judged(DeclaredCell declared, Judgement judgement) {
        Cell cell = declared.cell();
        Judgement.Confirmation fresh = judgement.confirmation();
        Double control = judgement.control();
        return new CellResult(
                cell.name(),
                true,
                cell.isCounter(),
                cell.dimension().unit(),
                cell.lowerIsBetter(),
                declared.marginShare(),
                judgement.verdict().words(),
                unfit(cell),
                judgement.pairs(),
                median(cell, Side.BASE),
                median(cell, Side.HEAD),
                change(cell, judgement.estimate()),
                lower(cell, judgement.lower(), judgement.upper()),
                upper(cell, judgement.lower(), judgement.upper()),
                finite(judgement.level()),
                finite(judgement.pValue()),
                finite(Math.expm1(judgement.sigma())),
                finite(Math.expm1(judgement.detectable())),
                control == null ? null : change(cell, control),
                fresh == null
                        ? null
                        : new Confirmation(
                                fresh.pairs(),
                                cell.changeShare(fresh.estimate()),
                                change(cell, fresh.lower()),
                                fresh.confirmed()));
    }

    /** A gated cell before there is a course. */
    private CellResult unjudged(DeclaredCell declared) {
        String verdict =
                stage == Stage.CONTROL ? Verdict.INFORMATION.words() : Verdict.INCONCLUSIVE.words();
        return measured(
                declared.cell(), true, declared.marginShare(), verdict, unfit(declared.cell()));
    }

    private CellResult information(Cell cell) {
        return measured(cell, false, null, Verdict.INFORMATION.words(), unfit(cell));
    }

    private CellResult measured(
            Cell cell,
            boolean gated,
            @Nullable Double marginShare,
            String verdict,
            @Nullable String reason) {
        double[] differences = evidence.differences(cell, stage);
        PairedShift shift = shift(differences);
        double lower = shift.lowerBound(INFORMATION_LEVEL);
        double upper = shift.upperBound(INFORMATION_LEVEL);
        double[] controls = evidence.differences(cell, Stage.CONTROL);
        return new CellResult(
                cell.name(),
                gated,
                cell.isCounter(),
                cell.dimension().unit(),
                cell.lowerIsBetter(),
                marginShare,
                verdict,
                reason,
                differences.length,
                median(cell, Side.BASE),
                median(cell, Side.HEAD),
                change(cell, shift.estimate()),
                lower(cell, lower, upper),
                upper(cell, lower, upper),
                INFORMATION_LEVEL,
                null,
                finite(Math.expm1(shift.sigma())),
                null,
                change(cell, shift(controls).estimate()),
                null);
    }

    private PairedShift shift(double[] differences) {
        return new PairedShift(
                differences, chances.computeIfAbsent(differences.length, SignedRank::of));
    }

    private @Nullable Double median(Cell cell, Side side) {
        double[] values = evidence.values(cell, stage, side).sorted().toArray();
        int middle = values.length / 2;
        if (values.length == 0) {
            return null;
        }
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
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

    /** Both bounds turn round where more is better. */
    private static @Nullable Double lower(Cell cell, double lower, double upper) {
        return change(cell, cell.lowerIsBetter() ? lower : upper);
    }

    private static @Nullable Double upper(Cell cell, double lower, double upper) {
        return change(cell, cell.lowerIsBetter() ? upper : lower);
    }

    private static @Nullable Double change(Cell cell, double difference) {
        return Double.isFinite(difference) ? cell.changeShare(difference) : null;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
