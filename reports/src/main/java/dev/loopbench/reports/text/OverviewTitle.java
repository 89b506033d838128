package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.reports.phrase.LoadFormat;
import dev.loopbench.reports.phrase.ShellFormat;
import java.util.ArrayList;
import java.util.List;

/** The first lines of the overview: what was typed, and what came of it. Stateless. */
final class OverviewTitle {

    private static final String PROGRAM = "loopbench";

    private OverviewTitle() {}

    static void write(Report report, Page page) {
        String typed = ShellFormat.format(report.run().command());
        Line command =
                page.line(
                        Tone.STRONG,
                        typed.startsWith(PROGRAM) ? typed : (PROGRAM + " " + typed).strip());
        List<Line> facts = facts(report, page);
        int width = facts.stream().mapToInt(fact -> fact.width() + 3).sum();
        if (command.width() + width < page.columns()) {
            page.items(command.padTo(page.columns() - width + 3), facts);
        } else {
            page.add(command);
            page.items(page.indent(), facts);
        }
    }

    private static List<Line> facts(Report report, Page page) {
        Config config = report.config();
        Run run = report.run();
        List<Line> facts = new ArrayList<>();
        String scenario = config.scenario();
        boolean mixed = scenario != null || config.workloads().size() > 1;
        facts.add(page.line(scenario != null ? scenario : mixed ? "mix" : config.workload()));
        if (!mixed) {
            facts.add(page.line(LoadFormat.format(config.load())));
        }
        if (run.merged().size() > 1) {
            facts.add(page.line("sum of " + Numbers.count(run.merged().size(), "run")));
        } else if (report.repeats().size() > 1) {
            facts.add(page.line(Numbers.count(report.repeats().size(), "repeat")));
        }
        facts.add(
                report.environment().simulated()
                        ? page.line("simulated")
                        : page.line(cores(report.environment().cpu())));
        facts.add(
                run.complete()
                        ? page.line(Numbers.nanos(run.durationNanos()))
                        : page.line(
                                Tone.WARN,
                                "interrupted after " + Numbers.nanos(run.durationNanos())));
        return facts;
    }

    private static String cores(Environment.Cpu cpu) {
        Double quota = cpu.quotaCores();
        return quota != null && quota < cpu.usableCores()
                ? Numbers.count(quota) + " of " + Numbers.count(cpu.usableCores(), "core")
                : Numbers.count(cpu.usableCores(), "core");
    }
}
