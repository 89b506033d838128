package dev.loopbench.cli.truth;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One configuration, its true cause and what the findings made of it. Immutable.
 *
 * @param number from 1
 * @param command the command line that shows it, without the name of the program
 * @param rule of the first finding about the run; findings about its data are none, nor is that
 *     others ran beside it without taking anything
 * @param confidence of that finding; null where there was none
 * @param right whether it is the cause
 * @param slanders rules of findings of high confidence that blame what cost nothing
 * @param contradictions sentences that the report's own figures contradict
 */
public record RandomTrial(
        int number,
        List<String> command,
        Truth truth,
        String rule,
        Finding.@Nullable Confidence confidence,
        boolean right,
        List<String> slanders,
        List<String> contradictions) {

    /** The rule of a run in which nothing is wrong. */
    static final String NONE = "none";

    private static final String DATA = "data.";
    private static final String HOST = "host.";

    public RandomTrial {
        command = List.copyOf(command);
        slanders = List.copyOf(slanders);
        contradictions = List.copyOf(contradictions);
    }

    static RandomTrial judged(int number, Configuration configuration, Report report, Truth truth) {
        List<Finding> findings =
                report.findings().stream().filter(RandomTrial::namesCause).toList();
        Optional<Finding> first = findings.stream().findFirst();
        String rule = first.map(Finding::rule).orElse(NONE);
        List<String> slanders = new ArrayList<>();
        List<String> contradictions = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            boolean blames = i == 0 || finding.severity() == Finding.Severity.WARN;
            if (blames
                    && finding.confidence() == Finding.Confidence.HIGH
                    && isFalse(finding.rule(), truth)) {
                slanders.add(finding.rule());
            }
            contradictions.addAll(Contradiction.of(finding.rule(), report));
        }
        return new RandomTrial(
                number,
                configuration.words(),
                truth,
                rule,
                first.map(Finding::confidence).orElse(null),
                rule.equals(NONE) ? truth.isClean() : truth.isNamedBy(rule),
                slanders,
                contradictions);
    }

    private static boolean namesCause(Finding finding) {
        Double lost = finding.lostShare();
        boolean takesNothing =
                finding.rule().startsWith(HOST)
                        && finding.severity() != Finding.Severity.WARN
                        && (lost == null || lost == 0);
        return !finding.rule().startsWith(DATA) && !takesNothing;
    }

    /** The confidence in a word; empty where there was no finding. */
    String sureness() {
        return confidence == null ? "" : confidence.word();
    }

    /** The cause as the matrix has it. */
    public String cause() {
        return truth.cause().map(Removal::title).orElse(NONE);
    }

    /** Whether nothing can be held against its findings. */
    boolean isFaultless() {
        return right && slanders.isEmpty() && contradictions.isEmpty();
    }

    private static boolean isFalse(String rule, Truth truth) {
        return rule.equals(NONE) ? !truth.isClean() : truth.isInnocent(rule);
    }
}
