package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.List;

/** The findings in words: what, on which figures, what it is not, and what to do. */
final class FindingsSection implements Section {

    @Override
    public void write(Report report, Page page) {
        for (Finding finding : report.findings()) {
            page.gap();
            write(finding, page);
        }
    }

    private static void write(Finding finding, Page page) {
        Mark mark = Mark.of(finding);
        page.prose(
                page.line(mark.tone(), mark.sign()).add(" "),
                page.line(mark.tone(), finding.title()));
        list(page, "because", finding.evidence());
        list(page, "not", finding.ruledOut());
        if (!finding.advice().isBlank()) {
            page.prose(label(page, "advice"), page.line(finding.advice()));
        }
        if (finding.next() != null) {
            page.command(label(page, "try"), finding.next());
        }
        page.prose(label(page, "rule"), page.line(Tone.FAINT, finding.rule()));
        page.items(label(page, "weight"), weight(finding, page));
    }

    /** How much of it, how sure, and what it cost. A clean run has no score to speak of. */
    private static List<Line> weight(Finding finding, Page page) {
        List<Line> items = new ArrayList<>();
        if (finding.score() > 0) {
            items.add(page.line(Tone.FAINT, "score " + finding.score()));
        }
        items.add(page.line(Tone.FAINT, sureness(finding)));
        Double lost = finding.lostShare();
        if (lost != null) {
            items.add(page.line(Tone.FAINT, Numbers.share(lost) + " of the lost time"));
        }
        return items;
    }

    private static String sureness(Finding finding) {
        return switch (finding.confidence()) {
            case HIGH -> "sure";
            case LOW -> "unsure";
            case MEDIUM -> "fairly sure";
            case UNKNOWN -> finding.confidence().word();
        };
    }

    private static void list(Page page, String name, List<String> texts) {
        Line head = label(page, name);
        for (String text : texts) {
            page.prose(head, page.line(text));
            head = page.indent();
        }
    }

    private static Line label(Page page, String name) {
        return page.line(Tone.FAINT, "  " + name).padTo(Page.INDENT);
    }
}
