package dev.loopbench.cli.truth;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.text.Line;
import dev.loopbench.reports.text.Page;
import dev.loopbench.reports.text.TextStyle;
import dev.loopbench.reports.text.Tone;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The true causes and the first findings as people read them. Immutable. */
public final class RandomText {

    private static final int NAME_CELLS = 14;
    private static final int RIGHT_CELLS = 8;
    private static final int COUNT_CELLS = 4;
    private static final int LEAST_COUNT_CELLS = 2;

    private final TextStyle style;

    public RandomText(TextStyle style) {
        this.style = style;
    }

    public String of(RandomResult result) {
        Page page = new Page(style);
        List<String> rules =
                List.copyOf(
                        result.trials().stream()
                                .map(RandomTrial::rule)
                                .collect(Collectors.toCollection(TreeSet::new)));
        if (!rules.isEmpty()) {
            matrix(page, result, rules);
            page.gap();
            for (int i = 0; i < rules.size(); i++) {
                page.add(page.line(Tone.FAINT, "  " + letter(i) + "  ").add(rules.get(i)));
            }
            page.gap();
        }
        for (RandomTrial trial : result.trials()) {
            if (!trial.isFaultless()) {
                wrong(page, trial);
            }
        }
        page.prose(page.line(), verdict(page, result));
        return page.render();
    }

    private static void matrix(Page page, RandomResult result, List<String> rules) {
        int cells = countCells(page, rules.size());
        Line head =
                page.line(Tone.FAINT, "true cause")
                        .padTo(NAME_CELLS)
                        .addRight(Tone.FAINT, "right", RIGHT_CELLS);
        for (int i = 0; i < rules.size(); i++) {
            head.addRight(Tone.FAINT, letter(i), cells);
        }
        page.add(head);
        for (Map.Entry<String, SortedMap<String, Long>> row : result.matrix().entrySet()) {
            List<RandomTrial> own =
                    result.trials().stream()
                            .filter(trial -> trial.cause().equals(row.getKey()))
                            .toList();
            long right = own.stream().filter(RandomTrial::right).count();
            Line line =
                    page.line(row.getKey())
                            .padTo(NAME_CELLS)
                            .addRight(
                                    right == own.size() ? Tone.GOOD : Tone.BAD,
                                    right + "/" + own.size(),
                                    RIGHT_CELLS);
            for (String rule : rules) {
                Long count = row.getValue().get(rule);
                line.addRight(
                        count == null ? Tone.FAINT : Tone.PLAIN,
                        count == null ? "·" : String.valueOf(count),
                        cells);
            }
            page.add(line);
        }
    }

    /** Narrower where there are many rules. */
    private static int countCells(Page page, int rules) {
        int left = page.columns() - NAME_CELLS - RIGHT_CELLS;
        return Math.max(LEAST_COUNT_CELLS, Math.min(COUNT_CELLS, left / rules));
    }

    private static void wrong(Page page, RandomTrial trial) {
        page.prose(
                page.line(Tone.FAINT, trial.number() + "  "),
                page.line(Tone.STRONG, "loopbench " + words(trial)));
        String gains =
                trial.truth().gains().entrySet().stream()
                        .map(
                                gain ->
                                        "without "
                                                + gain.getKey().words()
                                                + " "
                                                + Numbers.share(gain.getValue()))
                        .collect(Collectors.joining(" · "));
        page.prose(page.line("   truth "), page.line(trial.cause() + ": " + gains));
        page.prose(
                page.line(trial.right() ? Tone.PLAIN : Tone.BAD, "   found "),
                page.line(trial.rule() + ", " + trial.sureness() + " confidence"));
        for (String slander : trial.slanders()) {
            page.prose(
                    page.line(Tone.BAD, "   false "),
                    page.line(slander + " with high confidence, and it cost nothing"));
        }
        for (String contradiction : trial.contradictions()) {
            page.prose(page.line(Tone.BAD, "   odd   "), page.line(contradiction));
        }
        page.gap();
    }

    private static Line verdict(Page page, RandomResult result) {
        Line line = page.line();
        int count = result.trials().size();
        if (count == 0) {
            line.add("nothing was judged");
        } else {
            line.add(
                    result.passes() ? Tone.GOOD : Tone.BAD,
                    "%d of %d first findings right".formatted(result.right(), count));
            line.add(", " + Numbers.share((double) result.right() / count));
            line.add(" · seed " + result.seed());
            line.add(
                    " · sure and false in %d · against their figures in %d"
                            .formatted(result.slandered().size(), result.contradicted().size()));
        }
        return result.complete() ? line : line.add(Tone.WARN, " · interrupted");
    }

    private static String words(RandomTrial trial) {
        return String.join(" ", trial.command());
    }

    private static String letter(int column) {
        return String.valueOf((char) ('a' + column));
    }
}
