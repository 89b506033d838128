package dev.loopbench.reports.html;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.phrase.LoadFormat;
import dev.loopbench.reports.phrase.SubjectText;
import dev.loopbench.reports.phrase.ThreadsText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What tells one page from another among tabs, bookmarks and files: what ran, what was set for it,
 * what came of it, and when. Stateless.
 */
final class PageTitle {

    private static final String SEPARATOR = " \u00b7 ";

    private PageTitle() {}

    static String of(Report report) {
        List<String> parts = new ArrayList<>();
        addWhatRan(parts, report);
        if (report.pool().counts().submitted() > 0) {
            parts.add(ThreadsText.of(report.config().pool()));
        }
        Config.Block block = report.config().block();
        if (block != null) {
            parts.add("loop blocked: " + block.with());
        }
        if (!report.run().complete()) {
            parts.add("interrupted");
        }
        if (!report.findings().isEmpty()) {
            parts.add(report.findings().get(0).title());
        }
        parts.add(Objects.requireNonNullElse(report.run().started(), ""));
        parts.removeIf(String::isBlank);
        return String.join(SEPARATOR, parts) + " \u2013 loopbench";
    }

    private static void addWhatRan(List<String> parts, Report report) {
        List<String> subject = SubjectText.of(report.subject());
        if (SubjectText.isProgram(report.subject())) {
            parts.addAll(subject);
            return;
        }
        subject.stream().limit(1).forEach(parts::add);
        Config config = report.config();
        String scenario = config.scenario();
        if (scenario != null || config.workloads().size() > 1) {
            parts.add(scenario != null ? scenario : "mix");
            parts.add(Numbers.count(config.workloads().size(), "workload"));
            return;
        }
        parts.add(config.workload());
        parts.add(LoadFormat.format(config.load()));
        for (Map.Entry<String, String> parameter : config.parameters().entrySet()) {
            if (isSet(parameter.getKey(), report.run().command())) {
                parts.add(parameter.getKey() + " " + parameter.getValue());
            }
        }
    }

    /** Defaults tell no two pages apart: only what the command says is in the title. */
    private static boolean isSet(String parameter, List<String> command) {
        String option = "--" + parameter;
        return command.stream()
                .anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
    }
}
