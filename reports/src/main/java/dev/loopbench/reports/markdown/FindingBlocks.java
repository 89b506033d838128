package dev.loopbench.reports.markdown;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** The findings: titles in sight, what they rest on a click away. Stateless. */
final class FindingBlocks {

    private static final int MAX_ITEMS = 12;

    private FindingBlocks() {}

    /** How a severity is marked. */
    static String mark(Finding finding) {
        return switch (finding.severity()) {
            case OK -> "✅";
            case WARN -> "⚠️";
            case INFO, UNKNOWN -> "ℹ️";
        };
    }

    static void write(List<Finding> findings, MarkdownPage page) {
        findings.forEach(finding -> page.block(block(finding)));
    }

    private static String block(Finding finding) {
        StringBuilder text = new StringBuilder("<details>\n<summary>");
        text.append(mark(finding)).append(' ').append(Markdown.inHtml(finding.title()));
        text.append("</summary>\n\n");
        list("Because", finding.evidence(), text);
        list("Ruled out", finding.ruledOut(), text);
        if (!finding.advice().isBlank()) {
            text.append(Markdown.text(finding.advice())).append("\n\n");
        }
        String next = finding.next();
        if (next != null && !next.isBlank()) {
            text.append(Markdown.block("sh", next)).append("\n\n");
        }
        text.append("Rule ").append(Markdown.text(finding.rule())).append(", score ");
        text.append(finding.score()).append(" of 100, confidence ");
        text.append(finding.confidence().word()).append("\n\n</details>");
        return text.toString();
    }

    private static void list(String title, List<String> items, StringBuilder text) {
        if (items.isEmpty()) {
            return;
        }
        text.append("**").append(title).append("**\n\n");
        text.append(
                items.stream()
                        .limit(MAX_ITEMS)
                        .map(item -> "- " + Markdown.text(item))
                        .collect(Collectors.joining("\n")));
        if (items.size() > MAX_ITEMS) {
            text.append("\n- … ").append(Numbers.count(items.size() - MAX_ITEMS)).append(" more");
        }
        text.append("\n\n");
    }
}
