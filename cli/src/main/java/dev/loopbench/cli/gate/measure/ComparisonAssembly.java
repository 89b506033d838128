package dev.loopbench.cli.gate.measure;

import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.gate.decide.Course;
import dev.loopbench.reports.gate.decide.ErrorBudget;
import dev.loopbench.reports.gate.document.Seats;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Look;
import dev.loopbench.reports.gate.model.Comparison.Outcome;
import dev.loopbench.reports.gate.model.Comparison.Pair;
import dev.loopbench.reports.gate.model.Comparison.Seat;
import dev.loopbench.reports.gate.model.Comparison.Terms;
import dev.loopbench.reports.gate.model.Comparison.Varied;
import dev.loopbench.reports.gate.model.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the document of a campaign at any point of its course. Confined to the main thread. */
final class ComparisonAssembly {

    private static final Set<Verdict> CHANGED =
            EnumSet.of(
                    Verdict.REGRESSION,
                    Verdict.CANDIDATE,
                    Verdict.UNCONFIRMED,
                    Verdict.UNTRUSTED,
                    Verdict.IMPROVEMENT);

    private final CampaignTerms terms;
    private final Evidence evidence;
    private final Comparison.Origin origin;

    ComparisonAssembly(CampaignTerms terms, Evidence evidence, Comparison.Origin origin) {
        this.terms = terms;
        this.evidence = evidence;
        this.origin = origin;
    }

    /**
     * @param outcome from the cells' verdicts
     */
    Comparison comparison(
            Function<List<CellResult>, Outcome> outcome, boolean complete, long durationNanos) {
        List<CellResult> cells = new PairedCells(evidence).all();
        return new Comparison(
                Comparison.SCHEMA,
                origin,
                new Comparison.State(durationNanos, complete, outcome.apply(cells)),
                new Comparison.Agreement(terms(), evidence.plan()),
                new Comparison.Sides(
                        side(terms.sides().base(), Side.BASE),
                        side(terms.sides().head(), Side.HEAD),
                        varied()),
                new Comparison.Judged(cells, evidence.dropped(), seat(cells)),
                evidence.pairs(),
                warnings());
    }

    private List<Varied> varied() {
        TrialForks trial = evidence.trial();
        return trial == null
                ? List.of()
                : RunParameters.varied(
                        terms.sides().vary(), trial.base().config(), trial.head().config());
    }

    private Terms terms() {
        Course course = evidence.course();
        Comparison earlier = evidence.earlier();
        List<String> ids = new ArrayList<>();
        if (earlier != null) {
            ids.addAll(earlier.terms().earlier());
            ids.add(earlier.id());
        }
        return new Terms(
                terms.gating().rules().falseAlarmShare(),
                looks(earlier),
                course == null ? evidence.looksSpentBefore() : course.looksSpent(),
                evidence.rules().confirmPairs(),
                terms.forks().seed(),
                terms.forks().timeoutNanos(),
                List.copyOf(ids));
    }

    private List<Look> looks(@Nullable Comparison earlier) {
        List<Look> looks = new ArrayList<>();
        int spent = evidence.looksSpentBefore();
        if (earlier != null) {
            looks.addAll(earlier.terms().looks().subList(0, spent));
        }
        looks.addAll(new ErrorBudget(evidence.rules()).looksFrom(spent));
        return List.copyOf(looks);
    }

    private Comparison.Side side(List<String> command, Side side) {
        TrialForks trial = evidence.trial();
        Report report = trial == null ? null : side == Side.BASE ? trial.base() : trial.head();
        return new Comparison.Side(
                command,
                List.of(),
                report == null ? null : report.tool(),
                report == null ? null : report.config(),
                report == null ? null : report.environment(),
                List.of());
    }

    /** Of the kind that cells without a kind are of. */
    private @Nullable Seat seat(List<CellResult> cells) {
        TrialForks trial = evidence.trial();
        if (trial == null
                || cells.stream().noneMatch(c -> c.gated() && CHANGED.contains(c.verdict()))) {
            return null;
        }
        List<Operation> operations = trial.base().operations();
        return operations.isEmpty() ? null : Seats.of(evidence.pairs(), operations.get(0).kind());
    }

    /** Reasons to doubt the campaign. */
    private List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>();
        TrialForks trial = evidence.trial();
        if (trial != null) {
            addOfTrial(trial, warnings);
        }
        int redone = evidence.pairs().stream().map(Pair::redone).mapToInt(List::size).sum();
        if (redone > 0) {
            warnings.add(
                    new Warning(
                            Warning.Kind.REDONE,
                            redone
                                    + " attempts at a pair were disturbed by the machine and"
                                    + " measured anew.",
                            "A quieter machine gives a narrower interval with the same pairs."));
        }
        return List.copyOf(warnings);
    }

    private static void addOfTrial(TrialForks trial, List<Warning> warnings) {
        Report base = trial.base();
        if (base.environment().simulated() != trial.head().environment().simulated()) {
            warnings.add(
                    new Warning(
                            Warning.Kind.SIMULATED_SIDE,
                            "One side ran in virtual time and the other did not.",
                            "Their times have nothing to do with each other: give --simulate to"
                                    + " both or to none."));
        } else if (!base.environment().simulated() && !ForkConditions.of(base).isScreened()) {
            warnings.add(
                    new Warning(
                            Warning.Kind.UNSCREENED,
                            "This machine does not tell all of stolen, throttled and others' CPU"
                                    + " time, so pairs it disturbed may be among these.",
                            "Linux with a readable /proc and /sys/fs/cgroup tells them."));
        }
    }
}
