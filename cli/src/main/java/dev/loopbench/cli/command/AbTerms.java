package dev.loopbench.cli.command;

import dev.loopbench.cli.gate.measure.CampaignTerms;
import dev.loopbench.cli.gate.measure.CampaignTerms.Effort;
import dev.loopbench.cli.gate.measure.CampaignTerms.Forks;
import dev.loopbench.cli.gate.measure.CampaignTerms.Gating;
import dev.loopbench.cli.gate.measure.CampaignTerms.Sides;
import dev.loopbench.cli.gate.measure.SideCommand;
import dev.loopbench.cli.option.AbOptions;
import dev.loopbench.cli.option.GateOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.reports.gate.decide.ErrorBudget;
import dev.loopbench.reports.gate.decide.Rules;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Margins;
import dev.loopbench.reports.gate.model.UnknownCellException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * From options to what a campaign agrees on: what the user leaves open is as it was in the
 * comparison to go on with, or by default. Stateless.
 */
final class AbTerms {

    private AbTerms() {}

    static CampaignTerms of(
            AbOptions sides,
            GateOptions gate,
            SideCommand base,
            SideCommand head,
            @Nullable Comparison earlier)
            throws UsageException, InvalidParameterException {
        Rules rules = rules(gate, earlier);
        List<Cell> cells = gate.cells().cells();
        if (cells.isEmpty() && earlier != null) {
            cells = gatedIn(earlier);
        }
        Margins margins = margins(gate, cells, earlier);
        OptionalDouble detect = gate.detectShare();
        OptionalLong budget = gate.budgetNanos();
        if (detect.isPresent()) {
            requireBeyond(margins, detect.getAsDouble());
        }
        CampaignTerms terms =
                new CampaignTerms(
                        new Sides(base.shown(), head.shown(), vary(sides, earlier)),
                        new Gating(cells, margins, rules, gate.verdict().inconclusiveFails()),
                        new Effort(
                                gate.pairs().isPresent(),
                                detect.isPresent() ? detect.getAsDouble() : null,
                                budget.isPresent() ? budget.getAsLong() : null),
                        new Forks(sides.timeoutNanos(), sides.seed()),
                        earlier);
        terms.requirePossible();
        return terms;
    }

    /** Those of the comparison to go on with are taken over. */
    private static SortedSet<String> vary(AbOptions sides, @Nullable Comparison earlier)
            throws UsageException {
        SortedSet<String> names = new TreeSet<>(sides.vary());
        if (earlier != null) {
            earlier.varied().forEach(varied -> names.add(varied.name()));
        }
        return names;
    }

    private static List<Cell> gatedIn(Comparison earlier) throws UsageException {
        List<Cell> cells = new ArrayList<>();
        for (CellResult cell : earlier.cells()) {
            try {
                if (cell.gated()) {
                    cells.add(Cell.named(cell.name()));
                }
            } catch (UnknownCellException unknown) {
                throw new UsageException("--with: " + unknown.getMessage());
            }
        }
        return cells;
    }

    private static Margins margins(GateOptions gate, List<Cell> cells, @Nullable Comparison earlier)
            throws UsageException {
        OptionalDouble all = gate.cells().margin();
        SortedMap<String, Double> byCell = new TreeMap<>(gate.cells().marginsByCell());
        if (earlier != null && all.isEmpty() && byCell.isEmpty()) {
            for (CellResult cell : earlier.cells()) {
                Double margin = cell.definition().marginShare();
                boolean gated = cells.stream().anyMatch(c -> c.name().equals(cell.name()));
                if (gated && margin != null) {
                    byCell.put(cell.name(), margin);
                }
            }
        }
        return new Margins(all.orElse(Margins.DEFAULT_SHARE), byCell);
    }

    /** What lies within a margin is no regression, however many pairs there are. */
    private static void requireBeyond(Margins margins, double detectShare) throws UsageException {
        double widest = margins.ofTimes();
        for (double own : margins.byName().values()) {
            widest = Math.max(widest, own);
        }
        if (detectShare <= widest) {
            throw new UsageException(
                    "--detect must be more than each margin: what lies within one is no"
                            + " regression.");
        }
    }

    private static Rules rules(GateOptions gate, @Nullable Comparison earlier)
            throws UsageException {
        double falseAlarms = Rules.DEFAULT_FALSE_ALARM_SHARE;
        int pairs = Rules.DEFAULT_MAX_PAIRS;
        int confirmPairs = Rules.DEFAULT_CONFIRM_PAIRS;
        if (earlier != null) {
            falseAlarms = earlier.terms().falseAlarmShare();
            pairs = Math.max(pairs, ErrorBudget.scheduledPairs(earlier.terms().looksSpent()));
            confirmPairs = earlier.terms().confirmPairs();
        }
        return new Rules(
                gate.verdict().falseAlarmShare().orElse(falseAlarms),
                gate.pairs().orElse(pairs),
                confirmPairs);
    }
}
