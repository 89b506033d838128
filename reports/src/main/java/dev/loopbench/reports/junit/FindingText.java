package dev.loopbench.reports.junit;

import dev.loopbench.probes.result.Finding;
import java.util.List;

/** A finding in lines of plain text. Stateless. */
final class FindingText {

    private FindingText() {}

    static String of(Finding finding) {
        StringBuilder text = new StringBuilder();
        text.append(finding.severity().word()).append(": ").append(finding.title()).append('\n');
        list("because", finding.evidence(), text);
        list("not", finding.ruledOut(), text);
        if (!finding.advice().isBlank()) {
            list("advice", List.of(finding.advice()), text);
        }
        if (finding.next() != null) {
            list("try", List.of(finding.next()), text);
        }
        list("rule", List.of(finding.rule()), text);
        return text.toString();
    }

    private static void list(String label, List<String> items, StringBuilder text) {
        items.forEach(
                item -> text.append("  ").append(label).append(": ").append(item).append('\n'));
    }
}
