package dev.loopbench.cli.gate.measure;

import dev.loopbench.cli.option.UsageException;
import dev.loopbench.probes.merge.Likeness;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.reports.gate.decide.ErrorBudget;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Pair;
import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.gate.model.Stage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether a campaign may go on with the pairs of an earlier one: only where it asks the same of the
 * same two sides. Immutable.
 */
final class EarlierEvidence {

    private final Comparison earlier;

    EarlierEvidence(Comparison earlier) {
        this.earlier = earlier;
    }

    /**
     * @throws UsageException if no campaign can go on with it
     */
    void requireUsable(CampaignTerms terms) throws UsageException {
        if (earlier.method() != Comparison.Method.AB
                || earlier.base().config() == null
                || earlier.head().config() == null) {
            throw new UsageException(
                    "--with needs a comparison that loopbench ab has begun to measure.");
        }
        int pairs = pairs(Stage.LOOK).size();
        int next =
                new ErrorBudget(terms.gating().rules())
                        .looksFrom(earlier.terms().looksSpent())
                        .get(0)
                        .pairs();
        if (pairs > next) {
            throw new UsageException(
                    "--pairs must be at least "
                            + pairs
                            + ": the comparison given with --with has so many pairs already.");
        }
    }

    /** Before anything runs. */
    void requireSameTerms(CampaignTerms terms, List<GatedCell> cells)
            throws CampaignEndedException {
        require(
                "the share of false alarms",
                earlier.terms().falseAlarmShare(),
                terms.gating().rules().falseAlarmShare());
        SortedMap<String, Double> before = new TreeMap<>();
        for (CellResult cell : earlier.cells()) {
            Double margin = cell.definition().marginShare();
            if (cell.gated() && margin != null) {
                before.put(cell.name(), margin);
            }
        }
        SortedMap<String, Double> now = new TreeMap<>();
        cells.forEach(cell -> now.put(cell.name(), cell.marginShare()));
        require("the list of gated cells", before.keySet(), now.keySet());
        for (String name : now.keySet()) {
            require("the margin of " + name, before.get(name), now.get(name));
        }
    }

    void requireSameParameters(CampaignTerms terms) throws CampaignEndedException {
        Set<String> before = new TreeSet<>();
        earlier.varied().forEach(varied -> before.add(varied.name()));
        require("the list of --vary", before, terms.sides().vary());
    }

    /** Once each side has shown what it is. */
    void requireSameSides(TrialForks trial) throws CampaignEndedException {
        requireSame(Side.BASE, earlier.base(), trial.base());
        requireSame(Side.HEAD, earlier.head(), trial.head());
    }

    void requireValues(List<Cell> gated) throws CampaignEndedException {
        for (Pair pair : earlier.pairs()) {
            for (Cell cell : gated) {
                Double base = pair.base().values().get(cell.name());
                Double head = pair.head().values().get(cell.name());
                if (base == null || head == null || base <= 0 || head <= 0) {
                    throw unlike("its pair " + (pair.index() + 1) + " has no " + cell.name());
                }
            }
        }
    }

    private List<Pair> pairs(Stage stage) {
        return earlier.pairs().stream().filter(p -> p.stage() == stage).toList();
    }

    private static void requireSame(Side side, Comparison.Side before, Report now)
            throws CampaignEndedException {
        Config config = Objects.requireNonNull(before.config());
        Optional<Likeness.Difference> difference = Likeness.ofConfigs(config, now.config());
        if (difference.isPresent()) {
            Likeness.Difference found = difference.get();
            require(side.word() + "'s " + found.path(), found.one(), found.other());
        }
        Tool tool = before.tool();
        require(side.word() + "'s tool", tool, now.tool());
        Environment environment = before.environment();
        require(
                side.word() + "'s JVM",
                environment == null ? null : jvm(environment),
                jvm(now.environment()));
    }

    /** Its arguments hold paths and terminals, too, which make no other side of it. */
    private static String jvm(Environment environment) {
        Environment.Jvm jvm = environment.jvm();
        return jvm.vm() + " " + jvm.version() + " with " + jvm.gc();
    }

    private static void require(String what, @Nullable Object before, @Nullable Object now)
            throws CampaignEndedException {
        if (!Objects.equals(before, now)) {
            throw unlike(what + " was " + before + " there, and is " + now + " now");
        }
    }

    private static CampaignEndedException unlike(String what) {
        return new CampaignEndedException(
                OutcomeKind.NOT_COMPARABLE,
                "the comparison given with --with cannot be gone on with: " + what);
    }
}
