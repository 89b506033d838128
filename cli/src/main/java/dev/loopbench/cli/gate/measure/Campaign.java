package dev.loopbench.cli.gate.measure;

import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.reports.gate.decide.Course;
import dev.loopbench.reports.gate.model.Candidates.Candidate;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Outcome;
import dev.loopbench.reports.gate.model.Comparison.Pair;
import dev.loopbench.reports.gate.model.Comparison.Plan;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.gate.model.Stage;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Runs forks of two sides in pairs until the gate has all it asks for. Confined to the main thread,
 * but for {@link #interrupt}; to be run once.
 *
 * <p>A trial shows that both sides work and what can be gated; where cells are to be chosen or
 * pairs to be planned, a pilot of controls shows what can be told here and what can be afforded;
 * then each pair is what the course says. A fork that cannot be trusted ends it without a verdict.
 */
public final class Campaign {

    private final CampaignTerms terms;
    private final ForkRunner forks;
    private final NanoClock clock;
    private final CampaignListener listener;
    private final Interruption interruption = new Interruption();
    private final CheckedForks checked;
    private final PairMeasurement measurement;
    private final QuietWait quiet;
    private final Evidence evidence;
    private final ComparisonAssembly assembly;
    private final long startNanos;

    /** Of all pairs of this campaign together. */
    private long pairsNanos;

    private int pairsMeasured;

    /** Of one that begins now, beside whatever else this machine does. */
    public static Campaign onThisMachine(
            CampaignTerms terms,
            ForkRunner forks,
            Tool tool,
            NanoClock clock,
            CampaignListener listener) {
        return new Campaign(
                terms,
                forks,
                MachineLoad.ofThisMachine(clock),
                new Comparison.Origin(
                        tool,
                        Comparison.Method.AB,
                        UUID.randomUUID().toString(),
                        InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS).toString()),
                clock,
                listener);
    }

    Campaign(
            CampaignTerms terms,
            ForkRunner forks,
            MachineLoad machine,
            Comparison.Origin origin,
            NanoClock clock,
            CampaignListener listener) {
        this.terms = terms;
        this.forks = forks;
        this.clock = clock;
        this.listener = listener;
        this.checked = new CheckedForks(forks, interruption, terms.sides().vary());
        this.quiet =
                new QuietWait(clock, machine, interruption, listener, terms.effort().budgetNanos());
        this.measurement =
                new PairMeasurement(
                        checked, terms.forks().seed(), quiet, terms.fitness(), listener);
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
            prepare();
            course();
            return comparison(
                    cells -> Conclusion.of(cells, terms.gating().inconclusiveFails()), true);
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
            if (terms.choosesCells()) {
                choose(terms.gating().rules().maxPairs());
            }
            return comparison(cells -> Conclusion.ofControls(), true);
        } catch (CampaignEndedException ended) {
            if (terms.choosesCells() && evidence.pairs(Stage.CONTROL).size() > 1) {
                choose(terms.gating().rules().maxPairs());
            }
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
        TrialForks trial = TrialForks.of(terms, checked, listener::trying, heads);
        evidence.tried(trial);
        if (earlier != null) {
            EarlierEvidence there = new EarlierEvidence(earlier);
            there.requireSameTerms(terms, trial.cells());
            there.requireSameParameters(terms);
            there.requireSameSides(trial);
            there.requireValues(evidence.gated());
        }
    }

    /** A pilot, where cells are to be chosen or pairs to be planned. */
    private void prepare() throws CampaignEndedException {
        if (!terms.choosesCells() && !terms.isPlanned()) {
            return;
        }
        for (int pair = 0; pair < Planning.PILOT_PAIRS; pair++) {
            measure(Stage.CONTROL, Planning.PILOT_PAIRS - pair);
            keep();
        }
        Planning planning =
                new Planning(terms, evidence, pairsNanos / pairsMeasured, elapsedNanos());
        if (terms.choosesCells()) {
            requireWorthIt(choose(planning.mostPairs()), planning);
        }
        if (terms.isPlanned()) {
            plan(planning);
        }
    }

    private CellChoice choose(int mostPairs) {
        CellChoice choice = CellChoice.of(terms, candidates(), evidence, mostPairs);
        evidence.chosen(choice);
        return choice;
    }

    private void requireWorthIt(CellChoice choice, Planning planning)
            throws CampaignEndedException {
        if (!choice.isWorthIt(candidates())) {
            String afforded =
                    terms.effort().budgetNanos() == null
                            ? ""
                            : "--budget affords "
                                    + Numbers.count(planning.mostPairs(), "pair")
                                    + ", and ";
            throw new CampaignEndedException(
                    OutcomeKind.TOO_NOISY, afforded + choice.hopelessness(candidates()));
        }
    }

    private List<Candidate> candidates() {
        TrialForks trial = evidence.trial();
        return trial == null ? List.of() : trial.candidates();
    }

    private void plan(Planning planning) throws CampaignEndedException {
        Plan plan = planning.plan();
        evidence.planned(plan, planning.rules());
        String sentence = PlanText.sentence(plan, planning);
        if (!plan.affordable()) {
            throw new CampaignEndedException(OutcomeKind.TOO_NOISY, sentence);
        }
        listener.planned(sentence);
    }

    private void course() throws CampaignEndedException {
        Course course =
                new Course(evidence.rules(), evidence.declared(), evidence.looksSpentBefore());
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
        // Waiting says nothing of what a pair takes once the machine is quiet.
        long beginNanos = clock.nanoTime() - quiet.waitedNanos();
        Pair pair = measurement.measure(stage, evidence.nextIndex(), evidence.gated());
        pairsNanos += clock.nanoTime() - quiet.waitedNanos() - beginNanos;
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
