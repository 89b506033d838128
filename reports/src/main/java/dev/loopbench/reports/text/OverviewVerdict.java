package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.LimitOutcome;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.gate.model.Limit;
import java.util.List;

/**
 * The answer that ends the overview: limits that do not hold, the first finding in full, a line for
 * each other one, the gravest doubt. Immutable.
 */
final class OverviewVerdict {

    /** Further figures of evidence stand in the complete report. */
    private static final int MAX_EVIDENCE = 2;

    private static final int MAX_OTHERS = 2;

    /** The rule that tells of operations that failed. */
    private static final String FAILED = "work.failed";

    private final Report report;
    private final String more;

    OverviewVerdict(Report report, String more) {
        this.report = report;
        this.more = more;
    }

    /** How much of the findings after the first has room. */
    private enum Others {
        CUT,
        TITLE,
        ADVICE
    }

    /** On so many lines if that can be; least is one figure of evidence, others cut to a line. */
    Page page(TextStyle style, int lines) {
        Page page = page(style, MAX_EVIDENCE, Others.ADVICE);
        for (Others others : List.of(Others.ADVICE, Others.TITLE, Others.CUT)) {
            if (page.height() > lines) {
                page = page(style, 1, others);
            }
        }
        return page;
    }

    private Page page(TextStyle style, int evidence, Others much) {
        Page page = new Page(style);
        limits(page);
        List<Finding> findings = report.findings();
        if (!findings.isEmpty()) {
            first(findings.get(0), page, evidence);
            others(
                    findings.stream()
                            .skip(1)
                            .filter(finding -> finding.severity() != Finding.Severity.OK)
                            .toList(),
                    page,
                    much);
        }
        doubts(page);
        if (!more.isEmpty()) {
            page.items(label(page, "more"), List.of(page.line(Tone.FAINT, more)));
        }
        return page;
    }

    private void limits(Page page) {
        for (LimitOutcome limit : Limit.outcomes(report)) {
            boolean kept = Boolean.TRUE.equals(limit.kept());
            page.prose(
                    kept ? page.line(Tone.GOOD, "✓ ") : page.line(Tone.BAD, "✗ "),
                    page.line(kept ? Tone.PLAIN : Tone.BAD, Limit.sentence(limit)));
        }
    }

    private void first(Finding finding, Page page, int evidence) {
        Mark mark = Mark.of(finding);
        page.prose(
                page.line(mark.tone(), mark.sign()).add(" "),
                page.line(mark.tone(), finding.title())
                        .add(Tone.FAINT, " (" + sureness(finding) + ")"));
        Line head = label(page, "because");
        for (String text : finding.evidence().stream().limit(evidence).toList()) {
            page.prose(head, page.line(text));
            head = page.indent();
        }
        List<String> cleared =
                finding.ruledOut().stream()
                        .map(OverviewVerdict::suspect)
                        .filter(suspect -> !isFound(suspect))
                        .toList();
        if (!cleared.isEmpty()) {
            page.items(label(page, "cleared"), List.of(page.line(String.join(" · ", cleared))));
        }
        if (!finding.advice().isBlank()) {
            page.prose(label(page, "do"), page.line(finding.advice()));
        }
        if (finding.next() != null) {
            page.command(label(page, "try"), finding.next());
        }
    }

    /** Whether another finding is about it: what is marked on the same screen is not cleared. */
    private boolean isFound(String suspect) {
        return report.findings().stream()
                .anyMatch(
                        other ->
                                other.severity() != Finding.Severity.OK
                                        && other.rule().startsWith(suspect + "."));
    }

    /** What stands before the figure that clears it, without its article. */
    private static String suspect(String ruledOut) {
        int colon = ruledOut.indexOf(':');
        String name = colon < 0 ? ruledOut : ruledOut.substring(0, colon);
        return name.startsWith("the ") ? name.substring("the ".length()) : name;
    }

    private static String sureness(Finding finding) {
        return switch (finding.confidence()) {
            case HIGH -> "sure";
            case LOW -> "unsure";
            case MEDIUM -> "fairly sure";
            case UNKNOWN -> finding.confidence().word();
        };
    }

    /** What is wrong as well is to be mended next; what is worth knowing is no more than that. */
    private static void others(List<Finding> others, Page page, Others much) {
        Finding.Severity before = Finding.Severity.OK;
        for (Finding finding : others.stream().limit(MAX_OTHERS).toList()) {
            Mark mark = Mark.of(finding);
            boolean wrong = finding.severity() == Finding.Severity.WARN;
            Line head =
                    finding.severity() == before
                            ? page.indent()
                            : label(page, wrong ? "then" : "also");
            before = finding.severity();
            head.add(mark.tone(), mark.sign()).add(" ");
            Line text = page.line(finding.title());
            switch (much) {
                case CUT -> page.add(head.add(finding.title()));
                case TITLE -> page.prose(head, text);
                case ADVICE -> page.prose(head, text.add(Tone.FAINT, ". " + finding.advice()));
            }
        }
        if (others.size() > MAX_OTHERS) {
            String count = Numbers.count(others.size() - MAX_OTHERS, "finding");
            page.add(page.indent().add(Tone.FAINT, "and " + count + " more"));
        }
    }

    private void doubts(Page page) {
        List<Warning> warnings =
                report.warnings().stream().filter(warning -> !isSaid(warning)).toList();
        if (!warnings.isEmpty()) {
            Line text = page.line(warnings.get(0).message());
            if (warnings.size() > 1) {
                text.add(Tone.FAINT, " (and " + (warnings.size() - 1) + " more)");
            }
            page.prose(page.line(Tone.WARN, "  doubt").padTo(Page.INDENT), text);
        }
    }

    /** What the title, or the first finding, says already. */
    private boolean isSaid(Warning warning) {
        return warning.id() == Warning.Kind.RUN_INTERRUPTED
                || (warning.id() == Warning.Kind.OPERATIONS_FAILED
                        && report.findings().stream()
                                .limit(1)
                                .anyMatch(first -> first.rule().equals(FAILED)));
    }

    private static Line label(Page page, String name) {
        return page.line(Tone.FAINT, "  " + name).padTo(Page.INDENT);
    }
}
