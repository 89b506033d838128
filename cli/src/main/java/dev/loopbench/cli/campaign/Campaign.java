package dev.loopbench.cli.campaign;

import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.reports.comparison.Comparison;
import dev.loopbench.reports.comparison.Comparison.CellResult;
import dev.loopbench.reports.comparison.Comparison.Outcome;
import dev.loopbench.reports.comparison.Comparison.Pair;
import dev.loopbench.reports.comparison.Comparison.Plan;
import dev.loopbench.reports.comparison.OutcomeKind;
import dev.loopbench.reports.gate.Course;
import dev.loopbench.reports.gate.Stage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs forks of two sides in pairs until the gate has all it asks for. Confined to the main thread,
 * but for {@link #interrupt}; to be run once.
 *
 * <p>A trial shows that both sides work and what can be gated; where it was asked for, a pilot of
 * controls shows what can be afforded; then each pair is what the course says. A fork that cannot
 * be trusted ends it without a verdict.
 */
public final class Campaign {

    private final CampaignTerms terms;
    private final ForkRunner forks;
    private final NanoClock clock;
    private final CampaignListener listener;
    private final Interruption interruption = new Interruption();
    private final CheckedForks checked;
    private final PairMeasurement measurement;
    private final Evidence evidence;
    private final ComparisonAssembly assembly;
    private final long startNanos;

    /** Of all pairs of this campaign together. */
    private long pairsNanos;

    private int pairsMeasured;

    public Campaign(
            CampaignTerms terms,
            ForkRunner forks,
            Origin origin,
            NanoClock clock,
            CampaignListener listener) {
        this.terms = terms;
        this.forks = forks;
        this.clock = clock;
        this.listener = listener;
        this.checked = new CheckedForks(forks, interruption);
        this.measurement =
                new PairMeasurement(checked, new ForkOrder(terms.seed()), listener::redone);
        this.evidence = new Evidence(terms);
        this.assembly = new ComparisonAssembly(terms, evidence, origin);
        this.startNanos = clock.nanoTime();
    }

    /**
     * Takes its course to a verdict, or to what keeps it from one.
     *
     * @throws UsageException if a command cannot be started, or what is to be gated cannot be
     */
    public Comparison run() throws UsageException {
        try {
            tryOut(Side.HEAD);
            if (terms.isPlanned()) {
                plan();
            }
            requirePossible();
            course();
            return comparison(cells -> Conclusion.of(cells, terms.inconclusiveFails()), true);
        } catch (CampaignEndedException ended) {
            return ended(ended);
        }
    }

    /**
     * Measures base against itself and judges nothing: the cells worth gating come first, with
     * their spread.
     *
     * @throws UsageException as {@link #run}
     */
    public Comparison controls(int pairs) throws UsageException {
        try {
            tryOut(Side.BASE);
            for (int pair = 0; pair < pairs; pair++) {
                measure(Stage.CONTROL, pairs - pair);
                keep();
            }
            return comparison(cells -> Conclusion.ofControls(), true);
        } catch (CampaignEndedException ended) {
            return ended(ended);
        }
    }

    /** Thread-safe: ends the fork that runs; the comparison is of what there is. */
    public void interrupt() {
        interruption.ask();
        forks.interrupt();
    }

    private void tryOut(Side heads) throws UsageException, CampaignEndedException {
        Comparison earlier = terms.earlier();
        if (earlier != null) {
            new EarlierEvidence(earlier).requireUsable(terms);
        }
        Trial trial = Trial.of(terms, checked, listener::trying, heads);
        evidence.tried(trial);
        if (earlier != null) {
            EarlierEvidence there = new EarlierEvidence(earlier);
            there.requireSameTerms(terms, trial.cells());
            there.requireSameSides(trial);
            there.requireValues(evidence.gated());
        }
    }

    private void plan() throws CampaignEndedException {
        for (int pair = 0; pair < Planning.PILOT_PAIRS; pair++) {
            measure(Stage.CONTROL, Planning.PILOT_PAIRS - pair);
            keep();
        }
        Planning planning =
                new Planning(terms, evidence, pairsNanos / pairsMeasured, elapsedNanos());
        Plan plan = planning.plan();
        evidence.planned(plan, planning.rules());
        String sentence = PlanText.sentence(plan, planning);
        if (!plan.affordable()) {
            throw new CampaignEndedException(OutcomeKind.TOO_NOISY, sentence);
        }
        listener.planned(sentence);
    }

    private void requirePossible() throws UsageException {
        LookLevels levels = LookLevels.of(terms, evidence);
        int pairs = evidence.rules().maxPairs();
        if (!levels.canTell(pairs)) {
            throw new UsageException(
                    "--pairs %d can come to no verdict on %d cells with %s of false alarms: it takes at least %d."
                            .formatted(
                                    pairs,
                                    levels.cells(),
                                    PlanText.percent(terms.rules().falseAlarmShare()),
                                    levels.leastPairs()));
        }
    }

    private void course() throws CampaignEndedException {
        Course course =
                new Course(
                        evidence.rules(),
                        evidence.declared().stream().map(DeclaredCell::gated).toList(),
                        evidence.looksSpentBefore());
        evidence.begin(course);
        for (Optional<Stage> next = course.next(); next.isPresent(); next = course.next()) {
            Stage stage = next.get();
            course.add(stage, evidence.differences(measure(stage, course.pairsAhead())));
            keep();
        }
    }

    private Pair measure(Stage stage, int ahead) throws CampaignEndedException {
        long pairNanos = pairsMeasured == 0 ? 0 : pairsNanos / pairsMeasured;
        listener.begins(stage, evidence.pairs().size(), ahead, pairNanos * ahead);
        long beginNanos = clock.nanoTime();
        Pair pair = measurement.measure(stage, evidence.nextIndex(), evidence.gated());
        pairsNanos += clock.nanoTime() - beginNanos;
        pairsMeasured++;
        evidence.add(pair);
        return pair;
    }

    private void keep() {
        listener.measured(
                () ->
                        comparison(
                                cells -> Conclusion.of(OutcomeKind.GOING_ON, "it is going on."),
                                false));
    }

    private Comparison ended(CampaignEndedException ended) {
        String sentence = String.valueOf(ended.getMessage());
        return comparison(cells -> Conclusion.of(ended.kind(), sentence), false);
    }

    private Comparison comparison(Function<List<CellResult>, Outcome> outcome, boolean complete) {
        return assembly.comparison(outcome, complete, elapsedNanos());
    }

    private long elapsedNanos() {
        return clock.nanoTime() - startNanos;
    }
}
