package dev.loopbench.reports.gate.decide;

import dev.loopbench.reports.gate.model.Comparison.Look;
import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.model.Stage;
import dev.loopbench.reports.gate.model.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The course of one campaign: what to measure next, and what the pairs so far say. Confined to one
 * thread. It sees differences, never values: who measures and who simulates drive it alike.
 *
 * <p>Looks follow the {@link ErrorBudget}. A look that finds candidates is the last: fresh pairs
 * confirm them, all others stay as they are. Else it ends once no cell is inconclusive, or at the
 * most pairs.
 */
public final class Course {

    /** One pair of base against base for so many of base against head. */
    public static final int PAIRS_PER_CONTROL = 3;

    private final List<GatedCell> cells;
    private final ErrorBudget budget;
    private final int looksSpentBefore;
    private final List<Look> looks;
    private final Judge judge = new Judge();
    private final Verification verification;
    private final Map<Stage, Differences> measured = new EnumMap<>(Stage.class);

    private int looksTaken;
    private List<Judgement> decided = List.of();
    private boolean confirming;
    private int confirmPairs;
    private boolean over;

    /**
     * @param looksSpent of an earlier campaign with these rules and cells, whose look and control
     *     pairs are added first; 0 for a new one
     */
    public Course(Rules rules, List<GatedCell> cells, int looksSpent) {
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("no cell to gate");
        }
        this.cells = List.copyOf(cells);
        budget = new ErrorBudget(rules);
        looksSpentBefore = looksSpent;
        looks = budget.looksFrom(looksSpent);
        verification = new Verification(rules);
        confirmPairs = verification.leastPairs();
        for (Stage stage : Stage.values()) {
            measured.put(stage, new Differences(cells.size()));
        }
    }

    /** What the next pair is for; empty once all is said. */
    public Optional<Stage> next() {
        if (over) {
            return Optional.empty();
        }
        if (controlsFor(compared()) > pairs(Stage.CONTROL).size()) {
            return Optional.of(Stage.CONTROL);
        }
        return Optional.of(confirming ? Stage.CONFIRM : Stage.LOOK);
    }

    /**
     * A control is welcome at any time; a pair for a look before one found candidates, a pair to
     * confirm them after that.
     *
     * @param differences one for each cell, in the order of the cells
     */
    public void add(Stage stage, double[] differences) {
        requireComplete(differences);
        if (over || (stage != Stage.CONTROL && confirming != (stage == Stage.CONFIRM))) {
            throw new IllegalStateException("no pair to " + stage.word() + " is due");
        }
        pairs(stage).add(differences);
        if (stage == Stage.LOOK && pairs(stage).size() == looks.get(looksTaken).pairs()) {
            look(looks.get(looksTaken));
        } else if (stage == Stage.CONFIRM && pairs(stage).size() == confirmPairs) {
            decided = verification.verdicts(decided, pairs(stage), pairs(Stage.CONTROL));
            over = true;
        }
    }

    private void look(Look look) {
        decided = judged(look);
        looksTaken++;
        confirming = has(Verdict.CANDIDATE);
        confirmPairs = verification.pairs(decided);
        over = !confirming && (!has(Verdict.INCONCLUSIVE) || looksTaken == looks.size());
    }

    /** What an earlier look has settled stays as it was then. */
    private List<Judgement> judged(Look look) {
        Set<Integer> settled = settled();
        List<Judgement> judgements =
                new ArrayList<>(
                        judge.judge(
                                cells, pairs(Stage.LOOK).shifts(), budget.level(look), settled));
        settled.forEach(cell -> judgements.set(cell, decided.get(cell)));
        return judgements;
    }

    private Set<Integer> settled() {
        Set<Integer> settled = new HashSet<>();
        for (int cell = 0; cell < decided.size(); cell++) {
            if (decided.get(cell).verdict() != Verdict.INCONCLUSIVE) {
                settled.add(cell);
            }
        }
        return settled;
    }

    /**
     * One for each cell, in their order, as the looks left them. A cell that no look has settled is
     * inconclusive; until the end its figures are of all pairs so far, at the level of the look to
     * come.
     */
    public List<Judgement> judgements() {
        return verification.withControl(
                confirming || over ? decided : undecided(), pairs(Stage.CONTROL));
    }

    /** Between looks figures move, verdicts do not. */
    private List<Judgement> undecided() {
        Set<Integer> settled = settled();
        List<Judgement> judgements = judged(looks.get(looksTaken));
        for (int cell = 0; cell < cells.size(); cell++) {
            if (!settled.contains(cell)) {
                judgements.set(cell, judgements.get(cell).as(Verdict.INCONCLUSIVE));
            }
        }
        return judgements;
    }

    /**
     * So many pairs may still come, if no look ends it before the last and that finds candidates
     * which the fewest fresh pairs confirm: for people who wait.
     */
    public int pairsAhead() {
        if (over) {
            return 0;
        }
        int lookPairs = confirming ? pairs(Stage.LOOK).size() : looks.get(looks.size() - 1).pairs();
        int all = lookPairs + confirmPairs;
        int controls = controlsFor(all - 1); // the last pair ends it: no control follows
        return all - compared() + Math.max(0, controls - pairs(Stage.CONTROL).size());
    }

    /** Those of earlier campaigns included. */
    public int looksSpent() {
        return looksSpentBefore + looksTaken;
    }

    private int compared() {
        return pairs(Stage.LOOK).size() + pairs(Stage.CONFIRM).size();
    }

    private static int controlsFor(int compared) {
        return compared / PAIRS_PER_CONTROL;
    }

    private boolean has(Verdict verdict) {
        return decided.stream().anyMatch(judgement -> judgement.verdict() == verdict);
    }

    private Differences pairs(Stage stage) {
        return Objects.requireNonNull(measured.get(stage));
    }

    /** A cell without a value is a fault of its fork, and never evidence that all is well. */
    private void requireComplete(double[] differences) {
        if (differences.length != cells.size()) {
            throw new IllegalArgumentException(
                    differences.length + " differences of " + cells.size() + " cells");
        }
        for (int cell = 0; cell < differences.length; cell++) {
            if (!Double.isFinite(differences[cell])) {
                throw new IllegalArgumentException(
                        cells.get(cell).name() + " has no difference in this pair");
            }
        }
    }
}
