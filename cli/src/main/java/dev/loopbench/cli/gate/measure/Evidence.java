package dev.loopbench.cli.gate.measure;

import dev.loopbench.reports.gate.decide.Course;
import dev.loopbench.reports.gate.decide.LookLevels;
import dev.loopbench.reports.gate.decide.Rules;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.DroppedCell;
import dev.loopbench.reports.gate.model.Comparison.Pair;
import dev.loopbench.reports.gate.model.Comparison.Plan;
import dev.loopbench.reports.gate.model.Comparison.Sample;
import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.model.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** What a campaign has gathered so far. Confined to the main thread. */
final class Evidence {

    private final @Nullable Comparison earlier;
    private final List<Pair> pairs = new ArrayList<>();
    private Rules rules;
    private @Nullable TrialForks trial;
    private List<GatedCell> declared = List.of();
    private @Nullable List<DroppedCell> dropped;
    private @Nullable Plan plan;
    private @Nullable Course course;

    Evidence(CampaignTerms terms) {
        rules = terms.gating().rules();
        earlier = terms.earlier();
        if (earlier != null) {
            pairs.addAll(earlier.pairs());
        }
    }

    void tried(TrialForks shown) {
        trial = shown;
        declared = shown.cells();
        dropped = earlier == null ? null : earlier.dropped();
    }

    /** What the pilot left of the trial's candidates, and how many pairs they are to have. */
    void chosen(CellChoice choice) {
        declared = choice.cells();
        dropped = choice.dropped();
        rules = choice.rules();
    }

    /**
     * @param planned the rules that the course is to hold to
     */
    void planned(Plan made, Rules planned) {
        plan = made;
        rules = planned;
    }

    void add(Pair pair) {
        pairs.add(pair);
    }

    /**
     * Opens the course with the pairs there are.
     *
     * <p>Earlier pairs that confirmed a candidate stay in the document, but are no evidence again:
     * they were measured because of what the pairs before them showed.
     */
    void begin(Course opened) {
        course = opened;
        for (Stage stage : List.of(Stage.CONTROL, Stage.LOOK)) {
            pairs(stage).forEach(pair -> opened.add(stage, differences(pair)));
        }
    }

    List<Pair> pairs() {
        return List.copyOf(pairs);
    }

    List<Pair> pairs(Stage stage) {
        return pairs.stream().filter(pair -> pair.stage() == stage).toList();
    }

    /** After the highest there is. */
    int nextIndex() {
        return 1 + pairs.stream().mapToInt(Pair::index).max().orElse(-1);
    }

    List<GatedCell> declared() {
        return declared;
    }

    /** Null where the user named the cells. */
    @Nullable List<DroppedCell> dropped() {
        return dropped;
    }

    List<Cell> gated() {
        return declared().stream().map(GatedCell::cell).toList();
    }

    @Nullable TrialForks trial() {
        return trial;
    }

    @Nullable Plan plan() {
        return plan;
    }

    @Nullable Course course() {
        return course;
    }

    @Nullable Comparison earlier() {
        return earlier;
    }

    int looksSpentBefore() {
        return earlier == null ? 0 : earlier.terms().looksSpent();
    }

    LookLevels levels() {
        return new LookLevels(rules, looksSpentBefore(), Math.max(1, declared.size()));
    }

    /** As agreed, or as planned. */
    Rules rules() {
        return rules;
    }

    /** One for each gated cell. */
    double[] differences(Pair pair) {
        return gated().stream().mapToDouble(cell -> difference(cell, pair)).toArray();
    }

    /** Of the pairs of a stage in which both forks have the cell. */
    double[] differences(Cell cell, Stage stage) {
        return pairs(stage).stream()
                .mapToDouble(pair -> difference(cell, pair))
                .filter(Double::isFinite)
                .toArray();
    }

    /** Of the same pairs, what one side has. */
    DoubleStream values(Cell cell, Stage stage, Side side) {
        return pairs(stage).stream()
                .filter(pair -> Double.isFinite(difference(cell, pair)))
                .mapToDouble(pair -> value(cell, side == Side.BASE ? pair.base() : pair.head()));
    }

    /** NaN where a fork does not have it, or has 0, which has no ratio. */
    private static double difference(Cell cell, Pair pair) {
        double base = value(cell, pair.base());
        double head = value(cell, pair.head());
        return base > 0 && head > 0 ? cell.difference(base, head) : Double.NaN;
    }

    private static double value(Cell cell, Sample sample) {
        Double value = sample.values().get(cell.name());
        return value == null ? Double.NaN : value;
    }
}
