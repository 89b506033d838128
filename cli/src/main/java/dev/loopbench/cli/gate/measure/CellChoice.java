package dev.loopbench.cli.gate.measure;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.decide.ErrorBudget;
import dev.loopbench.reports.gate.decide.FamilyChoice;
import dev.loopbench.reports.gate.decide.Rules;
import dev.loopbench.reports.gate.model.Candidates.Candidate;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.Comparison.DroppedCell;
import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.model.Stage;
import dev.loopbench.reports.gate.statistics.Spread;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign declares where the user names no cells: those of the trial's candidates that can
 * decide here, by a pilot of base against itself. Immutable.
 *
 * <p>Head has no part in it, and no pair of the pilot is one of those that are judged: see {@link
 * FamilyChoice} for why that keeps the promise about false alarms.
 *
 * @param cells counters first; none of the main ones where nothing can be decided here
 * @param dropped the other candidates, each with its reason
 * @param rules with as many pairs as the cells are to have
 */
record CellChoice(List<GatedCell> cells, List<DroppedCell> dropped, Rules rules) {

    /** A change has to be larger than the margin by so much before a gate can be asked for it. */
    private static final double ROOM_BEYOND_MARGIN = 1.5;

    /** Nobody who has not asked for it waits longer than for this look. */
    private static final int MOST_USUAL_PAIRS = ErrorBudget.scheduledPairs(4);

    /**
     * @param evidence with a pilot of at least two pairs of base against itself
     * @param mostPairs that may be measured of base against head
     */
    static CellChoice of(
            CampaignTerms terms, List<Candidate> candidates, Evidence evidence, int mostPairs) {
        return new Pilot(terms, candidates, evidence).choice(mostPairs);
    }

    /** Whether what is left is worth a campaign. */
    boolean isWorthIt(List<Candidate> candidates) {
        return candidates.stream()
                .filter(Candidate::isMain)
                .anyMatch(main -> cells.stream().anyMatch(c -> c.cell().equals(main.cell())));
    }

    /** A clause for people: why nothing can be decided, of the cells that matter most. */
    String hopelessness(List<Candidate> candidates) {
        List<String> reasons =
                candidates.stream()
                        .filter(Candidate::isMain)
                        .flatMap(main -> dropped.stream().filter(d -> isOf(main, d)))
                        .map(cell -> cell.name() + " " + cell.reason())
                        .toList();
        return "no change can be told from the noise here: " + String.join("; ", reasons);
    }

    private static boolean isOf(Candidate candidate, DroppedCell dropped) {
        return candidate.cell().name().equals(dropped.name());
    }

    /** Confined to the main thread. */
    private static final class Pilot {

        private final CampaignTerms terms;
        private final List<Candidate> candidates;
        private final Evidence evidence;

        /** Of the candidates that the pilot's forks all have, by their index. */
        private final List<Integer> fit = new ArrayList<>();

        private final List<GatedCell> gated = new ArrayList<>();
        private final List<double[]> differences = new ArrayList<>();

        Pilot(CampaignTerms terms, List<Candidate> candidates, Evidence evidence) {
            this.terms = terms;
            this.candidates = candidates;
            this.evidence = evidence;
            for (int i = 0; i < candidates.size(); i++) {
                Cell cell = candidates.get(i).cell();
                if (unfit(candidates.get(i)) == null) {
                    fit.add(i);
                    gated.add(new GatedCell(cell, terms.gating().margins().of(cell)));
                    differences.add(evidence.differences(cell, Stage.CONTROL));
                }
            }
        }

        CellChoice choice(int mostPairs) {
            Rules rules = rules(mostPairs);
            FamilyChoice choice = new FamilyChoice(rules, wanted(FamilyChoice.COARSEST_SHARE));
            Set<Cell> chosen = new HashSet<>();
            choice.choose(gated, differences)
                    .forEach(index -> chosen.add(candidates.get(fit.get(index)).cell()));
            List<Cell> cells = new ArrayList<>();
            List<DroppedCell> dropped = new ArrayList<>();
            for (Candidate candidate : candidates) {
                Cell cell = candidate.cell();
                if (chosen.contains(cell)) {
                    cells.add(cell);
                } else {
                    String unfit = unfit(candidate);
                    dropped.add(
                            new DroppedCell(
                                    cell.name(),
                                    unfit == null ? noisy(cell, choice, chosen.size()) : unfit));
                }
            }
            return new CellChoice(
                    GatedCell.all(cells, terms.gating().margins()), List.copyOf(dropped), rules);
        }

        private Rules rules(int mostPairs) {
            Rules agreed = terms.gating().rules();
            if (terms.effort().pairsGiven()) {
                return withPairs(agreed, Math.min(mostPairs, agreed.maxPairs()));
            }
            Rules least = withPairs(agreed, Math.min(mostPairs, agreed.maxPairs()));
            int most =
                    terms.effort().detectShare() == null
                            ? Math.min(mostPairs, MOST_USUAL_PAIRS)
                            : mostPairs;
            List<Integer> main =
                    IntStream.range(0, fit.size())
                            .filter(index -> candidates.get(fit.get(index)).isMain())
                            .boxed()
                            .toList();
            int pairs =
                    new FamilyChoice(least, wanted(FamilyChoice.PLANNED_SHARE))
                            .pairsFor(gated, differences, main, most);
            return withPairs(agreed, pairs);
        }

        private static Rules withPairs(Rules rules, int pairs) {
            return new Rules(rules.falseAlarmShare(), Math.max(1, pairs), rules.confirmPairs());
        }

        /** As the user said, else what is usual, but well beyond each margin. */
        private double wanted(double usualShare) {
            Double detect = terms.effort().detectShare();
            if (detect != null) {
                return detect;
            }
            double widest = gated.stream().mapToDouble(GatedCell::marginShare).max().orElse(0);
            return Math.max(usualShare, ROOM_BEYOND_MARGIN * widest);
        }

        /** Why a candidate cannot be gated, whatever it scatters by; null if it can. */
        private @Nullable String unfit(Candidate candidate) {
            if (candidate.reason() != null) {
                return candidate.reason();
            }
            Cell cell = candidate.cell();
            int pairs = evidence.pairs(Stage.CONTROL).size();
            double[] values =
                    DoubleStream.concat(
                                    evidence.values(cell, Stage.CONTROL, Side.BASE),
                                    evidence.values(cell, Stage.CONTROL, Side.HEAD))
                            .sorted()
                            .toArray();
            if (values.length < 2 * pairs) {
                return "not every fork of base has it";
            }
            double least = values[0];
            double most = values[values.length - 1];
            return cell.isCounter() && least != most
                    ? "forks of base differ by themselves, from %s to %s an operation"
                            .formatted(
                                    cell.dimension().format(least), cell.dimension().format(most))
                    : null;
        }

        private String noisy(Cell cell, FamilyChoice choice, int chosen) {
            double[] pilot = evidence.differences(cell, Stage.CONTROL);
            GatedCell asGated = new GatedCell(cell, terms.gating().margins().of(cell));
            double found = choice.detectableShare(asGated, pilot, chosen + 1);
            String pairs = Numbers.count(choice.rules().maxPairs(), "pair");
            if (Double.isInfinite(found)) {
                return "would take more than " + pairs + " beside the others";
            }
            return "scatters by %s from pair to pair: %s find no change below %s"
                    .formatted(
                            Numbers.share(Math.expm1(Spread.of(pilot).deviation())),
                            pairs,
                            Numbers.share(found));
        }
    }
}
