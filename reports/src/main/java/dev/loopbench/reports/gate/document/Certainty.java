package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Look;
import dev.loopbench.reports.gate.model.Comparison.Method;
import dev.loopbench.reports.gate.model.Comparison.Pair;
import dev.loopbench.reports.gate.model.Comparison.Terms;
import dev.loopbench.reports.gate.model.Stage;
import dev.loopbench.reports.gate.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How sure the answer is, in sentences. Stateless. */
public final class Certainty {

    private static final int MAX_CELLS = 5;
    private static final int MAX_REASONS = 3;

    private Certainty() {}

    public static List<String> of(Comparison comparison) {
        List<CellResult> gated = comparison.cells().stream().filter(CellResult::gated).toList();
        List<String> sentences = new ArrayList<>();
        sentences.add(observations(comparison));
        falseAlarms(comparison, gated, sentences);
        bounds(gated, sentences);
        control(gated, sentences);
        redone(comparison.pairs(), sentences);
        detectable(gated, sentences);
        return List.copyOf(sentences);
    }

    private static String observations(Comparison comparison) {
        if (comparison.method() == Method.COMPARE) {
            return Numbers.count(comparison.base().samples().size(), "value")
                    + " of the base, "
                    + Numbers.count(comparison.head().samples().size())
                    + " of the head, not in pairs";
        }
        List<String> parts = new ArrayList<>();
        parts.add(Numbers.count(stage(comparison, Stage.LOOK), "pair"));
        if (stage(comparison, Stage.CONFIRM) > 0) {
            parts.add(Numbers.count(stage(comparison, Stage.CONFIRM)) + " fresh ones to confirm");
        }
        if (stage(comparison, Stage.CONTROL) > 0) {
            parts.add(Numbers.count(stage(comparison, Stage.CONTROL)) + " of base against itself");
        }
        return String.join(", ", parts) + " in " + Numbers.nanos(comparison.durationNanos());
    }

    private static long stage(Comparison comparison, Stage stage) {
        return comparison.pairs().stream().filter(p -> p.stage() == stage).count();
    }

    private static void falseAlarms(
            Comparison comparison, List<CellResult> gated, List<String> sentences) {
        if (gated.isEmpty()) {
            return;
        }
        Terms terms = comparison.terms();
        StringBuilder text = new StringBuilder("false alarms: at most ");
        text.append(Numbers.roundShare(terms.falseAlarmShare())).append(" over ");
        text.append(Numbers.count(gated.size(), "gated cell"));
        if (!terms.looks().isEmpty()) {
            text.append(" and all looks, ");
            text.append(terms.looksSpent()).append(" of ").append(terms.looks().size());
            text.append(" spent (at ");
            text.append(
                    list(terms.looks().stream().map(Look::pairs).map(String::valueOf).toList()));
            text.append(" pairs)");
        }
        if (!terms.earlier().isEmpty()) {
            text.append(", with the pairs of ");
            text.append(Numbers.count(terms.earlier().size(), "earlier comparison"));
        }
        if (comparison.base().sharesProcesses() || comparison.head().sharesProcesses()) {
            text.append(", if repeats of one process were independent");
        }
        sentences.add(text.toString());
    }

    private static void bounds(List<CellResult> gated, List<String> sentences) {
        gated.stream()
                .filter(
                        cell ->
                                cell.change().lowerShare() != null
                                        || cell.change().upperShare() != null)
                .map(cell -> cell.change().level())
                .filter(level -> level != null && level > 0)
                .max(Comparator.naturalOrder())
                .ifPresent(
                        level ->
                                sentences.add(
                                        "intervals: each bound is wrong in at most "
                                                + Numbers.change(level)
                                                + " of cases"));
    }

    /**
     * Of what regressed, else the largest: that nothing moved is said by the one that moved most.
     */
    private static void control(List<CellResult> gated, List<String> sentences) {
        List<CellResult> told =
                gated.stream().filter(c -> c.change().controlShare() != null).toList();
        List<CellResult> shown =
                told.stream()
                        .filter(
                                cell ->
                                        cell.verdict() == Verdict.REGRESSION
                                                || cell.verdict() == Verdict.UNTRUSTED)
                        .limit(MAX_CELLS)
                        .toList();
        if (shown.isEmpty()) {
            shown =
                    told.stream().max(Comparator.comparingDouble(Certainty::control)).stream()
                            .toList();
        }
        if (!shown.isEmpty()) {
            sentences.add(
                    "base against itself: "
                            + list(shown.stream().map(Certainty::controlled).toList())
                            + (told.size() > shown.size() && shown.size() == 1 ? " at most" : ""));
        }
    }

    private static double control(CellResult cell) {
        return cell.change().controlShare() == null ? 0 : Math.abs(cell.change().controlShare());
    }

    private static String controlled(CellResult cell) {
        Double control = cell.change().controlShare();
        return cell.name() + " " + (control == null ? Numbers.NONE : Numbers.signedChange(control));
    }

    private static void redone(List<Pair> pairs, List<String> sentences) {
        long redone = pairs.stream().filter(pair -> !pair.redone().isEmpty()).count();
        if (redone == 0) {
            return;
        }
        Set<String> reasons = new LinkedHashSet<>();
        pairs.forEach(pair -> reasons.addAll(pair.redone()));
        String more = reasons.size() > MAX_REASONS ? ", …" : "";
        sentences.add(
                "disturbed and measured anew: "
                        + Numbers.count(redone)
                        + " of "
                        + Numbers.count(pairs.size(), "pair")
                        + " ("
                        + String.join("; ", reasons.stream().limit(MAX_REASONS).toList())
                        + more
                        + ")");
    }

    private static void detectable(List<CellResult> gated, List<String> sentences) {
        List<String> cells = new ArrayList<>();
        for (CellResult cell : gated) {
            Double detectable = cell.change().detectableShare();
            if (detectable != null) {
                cells.add(cell.name() + " " + Numbers.change(detectable));
            }
        }
        if (!cells.isEmpty()) {
            String more = cells.size() > MAX_CELLS ? ", …" : "";
            sentences.add(
                    "found nine times in ten: a change of "
                            + list(cells.subList(0, Math.min(cells.size(), MAX_CELLS)))
                            + more);
        }
    }

    private static String list(List<String> items) {
        return String.join(", ", items);
    }
}
