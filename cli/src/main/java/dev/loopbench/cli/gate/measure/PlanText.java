package dev.loopbench.cli.gate.measure;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.model.Comparison.Plan;
import dev.loopbench.reports.gate.model.Comparison.PlannedCell;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a plan comes to, in one sentence. Stateless. */
final class PlanText {

    private PlanText() {}

    static String sentence(Plan plan, Planning planning) {
        String afforded = afforded(plan, planning);
        if (plan.detectShare() == null) {
            return plan.affordable()
                    ? afforded + found(plan)
                    : afforded + ", which can come to no verdict";
        }
        String needed = needed(plan, plan.detectShare(), planning);
        String both = afforded.isEmpty() ? needed : needed + "; " + afforded;
        return plan.affordable() ? both : both + found(plan);
    }

    private static String needed(Plan plan, double detectShare, Planning planning) {
        Optional<PlannedCell> never =
                plan.cells().stream().filter(cell -> cell.pairsNeeded() == null).findFirst();
        if (never.isPresent()) {
            return "%s in %s cannot be told from the noise here with any number of pairs (sigma up to %s)"
                    .formatted(
                            Numbers.roundShare(detectShare),
                            never.get().name(),
                            Numbers.share(never.get().sigmaUpperShare()));
        }
        PlannedCell hardest =
                plan.cells().stream()
                        .max(Comparator.comparingInt(cell -> orZero(cell.pairsNeeded())))
                        .orElseThrow();
        int pairs = orZero(hardest.pairsNeeded());
        return "%s in %s needs %s, about %s"
                .formatted(
                        Numbers.roundShare(detectShare),
                        hardest.name(),
                        Numbers.count(pairs, "pair"),
                        Numbers.roundNanos(planning.costNanos(pairs)));
    }

    private static String afforded(Plan plan, Planning planning) {
        String most = Numbers.count(planning.mostPairs(), "pair");
        if (plan.budgetNanos() != null) {
            return "--budget affords " + most;
        }
        return plan.affordable() ? "" : "no more than " + most + " may be measured";
    }

    /** The smallest change that so many pairs find in the noisiest cell. */
    private static String found(Plan plan) {
        Optional<PlannedCell> noisiest =
                plan.cells().stream()
                        .filter(cell -> cell.detectableShare() != null)
                        .max(Comparator.comparingDouble(cell -> orZero(cell.detectableShare())));
        return noisiest.map(
                        cell ->
                                ": %s find %s in %s"
                                        .formatted(
                                                Numbers.count(plan.pairs(), "pair"),
                                                Numbers.share(orZero(cell.detectableShare())),
                                                cell.name()))
                .orElse("");
    }

    private static int orZero(@Nullable Integer pairs) {
        return pairs == null ? 0 : pairs;
    }

    private static double orZero(@Nullable Double share) {
        return share == null ? 0 : share;
    }
}
