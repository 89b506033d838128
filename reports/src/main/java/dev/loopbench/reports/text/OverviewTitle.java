package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.reports.phrase.LoadFormat;
import dev.loopbench.reports.phrase.ShellFormat;
import dev.loopbench.reports.phrase.SubjectText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first lines of the overview: what was typed, or what was looked at where that is no loop of
 * loopbench, and what came of it. Stateless.
 */
final class OverviewTitle {

    private static final String PROGRAM = "loopbench";

    /** Of a mix: more would push the picture away. */
    private static final int MAX_LOADS = 3;

    private static final int MAX_COMMAND_LINES = 2;

    private OverviewTitle() {}

    static void write(Report report, Page page) {
        List<String> subject = SubjectText.of(report.subject());
        boolean program = SubjectText.isProgram(report.subject());
        String whole = program ? subject.get(0) : typed(report);
        Line name = page.line(Tone.STRONG, whole);
        List<Line> facts = new ArrayList<>();
        if (program) {
            subject.stream().skip(1).map(page::line).forEach(facts::add);
        } else {
            subject.stream().limit(1).map(page::line).forEach(facts::add);
            facts.addAll(work(report.config(), page));
        }
        facts.addAll(extent(report, page));
        int width = facts.stream().mapToInt(fact -> fact.width() + 3).sum();
        if (name.width() + width < page.columns()) {
            page.items(name.padTo(page.columns() - width + 3), facts);
        } else {
            Page broken = page.another();
            broken.command(page.line(), whole);
            if (!program && broken.height() <= MAX_COMMAND_LINES) {
                page.add(broken);
            } else {
                page.add(name);
            }
            page.items(page.indent(), facts);
        }
    }

    private static String typed(Report report) {
        String typed = ShellFormat.format(report.run().command());
        return typed.startsWith(PROGRAM) ? typed : (PROGRAM + " " + typed).strip();
    }

    private static List<Line> work(Config config, Page page) {
        List<Line> facts = new ArrayList<>();
        String scenario = config.scenario();
        boolean mixed = scenario != null || config.workloads().size() > 1;
        facts.add(page.line(scenario != null ? scenario : mixed ? "mix" : config.workload()));
        if (mixed) {
            loads(config.workloads(), facts, page);
        } else {
            facts.add(page.line(LoadFormat.format(config.load())));
        }
        return facts;
    }

    private static void loads(List<Config.Work> works, List<Line> facts, Page page) {
        works.stream()
                .limit(MAX_LOADS)
                .map(work -> page.line(work.name() + " " + LoadFormat.brief(work.load())))
                .forEach(facts::add);
        if (works.size() > MAX_LOADS) {
            facts.add(page.line((works.size() - MAX_LOADS) + " more workloads"));
        }
    }

    /** Of how many runs, on what, and how long. */
    private static List<Line> extent(Report report, Page page) {
        Run run = report.run();
        List<Line> facts = new ArrayList<>();
        if (run.merged().size() > 1) {
            facts.add(page.line("sum of " + Numbers.count(run.merged().size(), "run")));
        } else if (report.repeats().size() > 1) {
            facts.add(page.line(Numbers.count(report.repeats().size(), "repeat")));
        }
        if (report.environment().simulated()) {
            facts.add(page.line("simulated"));
        } else {
            cores(report.environment().cpu()).ifPresent(text -> facts.add(page.line(text)));
        }
        facts.add(
                run.complete()
                        ? page.line(Numbers.nanos(run.durationNanos()))
                        : page.line(
                                Tone.WARN,
                                "interrupted after " + Numbers.nanos(run.durationNanos())));
        return facts;
    }

    /** Nothing where what was looked at does not tell. */
    private static Optional<String> cores(Environment.Cpu cpu) {
        Double quota = cpu.quotaCores();
        Integer usable = cpu.usableCores();
        if (usable == null) {
            return Optional.empty();
        }
        return Optional.of(
                quota != null && quota < usable
                        ? Numbers.count(quota) + " of " + Numbers.count(usable, "core")
                        : Numbers.count(usable, "core"));
    }
}
