package dev.loopbench.cli.gate.measure;

import dev.loopbench.cli.gate.measure.CampaignTerms.Effort;
import dev.loopbench.cli.gate.measure.CampaignTerms.Forks;
import dev.loopbench.cli.gate.measure.CampaignTerms.Gating;
import dev.loopbench.cli.gate.measure.CampaignTerms.Sides;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.reports.gate.decide.Rules;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Margins;
import dev.loopbench.reports.gate.model.Stage;
import dev.loopbench.reports.gate.model.UnknownCellException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A whole campaign on scripted forks and virtual time. */
final class CampaignFixture implements CampaignListener {

    private final VirtualClock clock = new VirtualClock(0, 0);
    private final ScriptedForks forks;
    private final List<Comparison> kept = new ArrayList<>();
    private final List<String> plans = new ArrayList<>();
    private List<Cell> cells = cells("makespan");
    private Rules rules = new Rules(0.01, 30, 8);
    private boolean pairsGiven;
    private @Nullable Double detectShare;
    private @Nullable Long budgetNanos;
    private @Nullable Comparison earlier;
    private @Nullable Campaign campaign;
    private SortedSet<String> vary = new TreeSet<>();
    private final SortedMap<String, Double> marginsByCell = new TreeMap<>();
    private MachineLoad machine = Optional::empty;
    private final List<String> waits = new ArrayList<>();
    private int interruptAfter = Integer.MAX_VALUE;
    private int interruptAfterWaits = Integer.MAX_VALUE;

    private CampaignFixture(ScriptedForks.Script script) {
        forks = new ScriptedForks(clock, script);
    }

    static CampaignFixture of(ScriptedForks.Script script) {
        return new CampaignFixture(script);
    }

    /** Both sides scatter by {@code sigma}; head takes {@code factor} times as long. */
    static CampaignFixture scattering(double sigma, double factor, long seed) {
        Random random = new Random(seed);
        return of(
                (side, fork) ->
                        GoldenReport.withMakespan(
                                1e9
                                        * (side == Side.HEAD ? factor : 1)
                                        * Math.exp(sigma * random.nextGaussian())));
    }

    /** The campaign chooses its cells. */
    CampaignFixture gatingNothingNamed() {
        cells = List.of();
        return this;
    }

    CampaignFixture margin(String cell, double share) {
        marginsByCell.put(cell, share);
        return this;
    }

    CampaignFixture varying(String... names) {
        vary = new TreeSet<>(List.of(names));
        return this;
    }

    /** What a look around finds; it takes as long as the test lets it. */
    CampaignFixture beside(MachineLoad machine) {
        this.machine = machine;
        return this;
    }

    CampaignFixture gating(String... names) {
        cells = cells(names);
        return this;
    }

    CampaignFixture rules(double falseAlarmShare, int pairs) {
        rules = new Rules(falseAlarmShare, pairs, 8);
        pairsGiven = true;
        return this;
    }

    CampaignFixture detecting(double share) {
        detectShare = share;
        return this;
    }

    CampaignFixture budget(long seconds) {
        budgetNanos = TimeUnit.SECONDS.toNanos(seconds);
        return this;
    }

    CampaignFixture with(Comparison comparison) {
        earlier = comparison;
        return this;
    }

    CampaignFixture interruptedAfterWaits(int looks) {
        interruptAfterWaits = looks;
        return this;
    }

    CampaignFixture interruptedAfter(int pairs) {
        interruptAfter = pairs;
        return this;
    }

    Comparison run() throws UsageException {
        return campaign().run();
    }

    Comparison controls(int pairs) throws UsageException {
        return campaign().controls(pairs);
    }

    ScriptedForks forks() {
        return forks;
    }

    /** As they stood after each pair. */
    List<Comparison> kept() {
        return kept;
    }

    /** Why it waited, an entry for each look. */
    List<String> waits() {
        return waits;
    }

    NanoClock clock() {
        return clock;
    }

    List<String> plans() {
        return plans;
    }

    CampaignTerms terms() {
        return new CampaignTerms(
                new Sides(List.of("base"), List.of("head"), vary),
                new Gating(cells, new Margins(0.03, marginsByCell), rules, true),
                new Effort(pairsGiven, detectShare, budgetNanos),
                new Forks(TimeUnit.SECONDS.toNanos(60), 7),
                earlier);
    }

    private Campaign campaign() {
        Comparison.Origin origin =
                new Comparison.Origin(
                        new Tool("loopbench", "1", "c"),
                        Comparison.Method.AB,
                        "id",
                        "2026-01-01T00:00:00Z");
        campaign = new Campaign(terms(), forks, machine, origin, clock, this);
        return campaign;
    }

    @Override
    public void planned(String sentence) {
        plans.add(sentence);
    }

    @Override
    public void begins(Stage stage, int done, int ahead, long aheadNanos) {
        if (done >= interruptAfter && campaign != null) {
            campaign.interrupt();
        }
    }

    @Override
    public void waiting(String reason, long mostNanos) {
        waits.add(reason);
        if (waits.size() >= interruptAfterWaits && campaign != null) {
            campaign.interrupt();
        }
    }

    @Override
    public void measured(Supplier<Comparison> soFar) {
        kept.add(soFar.get());
    }

    private static List<Cell> cells(String... names) {
        List<Cell> cells = new ArrayList<>();
        for (String name : names) {
            try {
                cells.add(Cell.named(name));
            } catch (UnknownCellException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return cells;
    }
}
