package dev.loopbench.cli.gate.study;

import dev.loopbench.cli.gate.measure.Conclusion;
import dev.loopbench.cli.gate.measure.RunParameters;
import dev.loopbench.probes.merge.Part;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.gate.document.Headline;
import dev.loopbench.reports.gate.model.Candidates;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Outcome;
import dev.loopbench.reports.gate.model.Comparison.Side;
import dev.loopbench.reports.gate.model.Comparison.Terms;
import dev.loopbench.reports.gate.model.OutcomeKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Saved reports of two sides held against each other: no pairs, so only large changes show.
 *
 * <p>Immutable. Everything follows from the reports, so the same reports make the same comparison.
 */
public final class ReportComparison {

    /** More values on a side take more memory than they tell. */
    public static final int MOST_VALUES = 2_000;

    private final SavedSide base;
    private final SavedSide head;
    private final CompareTerms terms;
    private final List<Cell> gated;
    private final List<Cell> others;

    /**
     * @param base at least one report, as {@code head}
     */
    public ReportComparison(List<Part> base, List<Part> head, CompareTerms terms) {
        boolean perReport =
                base.size() >= SavedSide.ENOUGH_REPORTS && head.size() >= SavedSide.ENOUGH_REPORTS;
        List<Report> reports =
                Stream.concat(base.stream(), head.stream()).map(Part::report).toList();
        List<Cell> candidates = terms.cells().isEmpty() ? Candidates.fitIn(reports) : terms.cells();
        Set<Cell> all = new LinkedHashSet<>(candidates);
        all.addAll(Cell.in(reports.get(0)));
        this.base = SavedSide.of(base, List.copyOf(all), perReport);
        this.head = SavedSide.of(head, List.copyOf(all), perReport);
        this.terms = terms;
        gated =
                candidates.stream()
                        .filter(cell -> !terms.cells().isEmpty() || isWhole(cell))
                        .sorted((a, b) -> Boolean.compare(b.isCounter(), a.isCounter()))
                        .toList();
        others = all.stream().filter(cell -> !gated.contains(cell)).toList();
    }

    /** The values of the side that has more. */
    public int values() {
        return Math.max(base.samples().size(), head.samples().size());
    }

    /**
     * @param vary names of parameters in which the sides may differ
     * @param doubts that there were before
     */
    public Comparison against(Tool tool, String started, Set<String> vary, List<Warning> doubts) {
        Optional<Cell> missing = gated.stream().filter(cell -> !isWhole(cell)).findFirst();
        SavedCells saved = new SavedCells(base, head, terms);
        List<CellResult> cells = new ArrayList<>();
        cells.addAll(missing.isEmpty() ? saved.gated(gated) : saved.missing(gated));
        cells.addAll(saved.information(others));
        Outcome outcome = missing.map(this::failed).orElseGet(() -> outcome(cells));
        List<Warning> warnings = new ArrayList<>(doubts);
        Side ofBase = base.side();
        Side ofHead = head.side();
        if (ofBase.sharesProcesses() || ofHead.sharesProcesses()) {
            warnings.add(
                    new Warning(
                            Warning.Kind.COMPARE_REPEATS,
                            "Repeats of one process share its compiled code and its luck: they are"
                                    + " less independent than the test takes them for.",
                            "Compare four or more reports on each side, or use loopbench ab."));
        }
        return new Comparison(
                Comparison.SCHEMA,
                new Comparison.Origin(tool, Comparison.Method.COMPARE, id(), started),
                new Comparison.State(0, missing.isEmpty(), outcome),
                new Comparison.Agreement(
                        new Terms(terms.falseAlarmShare(), List.of(), 0, 0, 0, null, List.of()),
                        null),
                new Comparison.Sides(
                        ofBase,
                        ofHead,
                        RunParameters.varied(vary, base.first().config(), head.first().config())),
                new Comparison.Judged(List.copyOf(cells), null, null),
                List.of(),
                List.copyOf(warnings));
    }

    private boolean isWhole(Cell cell) {
        return base.hasAll(cell) && head.hasAll(cell);
    }

    private Outcome outcome(List<CellResult> cells) {
        if (gated.isEmpty()) {
            boolean same = base.samples().equals(head.samples());
            return same
                    ? outcome(OutcomeKind.NO_REGRESSION, "all values are the same.")
                    : outcome(
                            OutcomeKind.INCONCLUSIVE,
                            "no figure of these reports is fit for a gate.");
        }
        OutcomeKind kind = OutcomeKind.of(cells);
        boolean same =
                kind == OutcomeKind.NO_REGRESSION
                        && gated.stream().allMatch(cell -> SavedCells.same(cell, base, head));
        return outcome(kind, same ? "all values are the same." : Headline.of(kind, cells));
    }

    private Outcome failed(Cell cell) {
        SavedSide lacking = base.hasAll(cell) ? head : base;
        String side = lacking == base ? "base" : "head";
        return outcome(
                OutcomeKind.FAILED,
                cell.name() + " cannot be gated in " + side + ": " + lacking.reason(cell) + ".");
    }

    private Outcome outcome(OutcomeKind kind, String sentence) {
        int code =
                terms.advisory()
                        ? 0
                        : Conclusion.exitCode(kind, terms.inconclusiveFails()).number();
        return new Outcome(kind, code, sentence);
    }

    private String id() {
        String runs =
                Stream.of(base, head)
                        .flatMap(side -> side.parts().stream())
                        .map(part -> part.report().run().id())
                        .reduce("", (all, one) -> all + "\n" + one);
        return UUID.nameUUIDFromBytes(runs.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
