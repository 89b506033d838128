package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.phrase.LoadFormat;
import dev.loopbench.reports.phrase.SubjectText;
import dev.loopbench.reports.phrase.ThreadsText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What ran, and on what. */
final class HeaderSection implements Section {

    private static final String NAME = "loopbench";

    @Override
    public void write(Report report, Page page) {
        page.items(page.line(Tone.STRONG, NAME).padTo(Page.INDENT), run(report, page));
        if (isMixed(report.config()) || isBeside(report.config())) {
            report.config().workloads().forEach(work -> workload(work, page));
        }
        List<Line> details = new ArrayList<>();
        parameters(report.config()).forEach(text -> details.add(page.line(Tone.FAINT, text)));
        machine(report.environment()).forEach(text -> details.add(page.line(Tone.FAINT, text)));
        if (!details.isEmpty()) {
            page.items(page.indent(), details);
        }
        if (!report.run().complete()) {
            interrupted(report, page);
        }
        page.gap();
    }

    private static List<Line> run(Report report, Page page) {
        Config config = report.config();
        List<Line> items = new ArrayList<>();
        boolean mixed = isMixed(config);
        String scenario = config.scenario();
        List<String> subject = SubjectText.of(report.subject());
        if (SubjectText.isProgram(report.subject())) {
            items.add(page.line(Tone.STRONG, subject.get(0)));
            subject.stream().skip(1).map(page::line).forEach(items::add);
        } else {
            items.add(
                    page.line(
                            Tone.STRONG,
                            scenario != null ? scenario : mixed ? "mix" : config.workload()));
            subject.stream().map(page::line).forEach(items::add);
            if (!mixed) {
                items.add(page.line(LoadFormat.format(config.load())));
            }
        }
        items.add(page.line(ThreadsText.of(config.pool())));
        cores(report.environment().cpu()).ifPresent(text -> items.add(page.line(text)));
        int runs = report.run().merged().size();
        if (runs > 0) {
            items.add(page.line("the sum of " + Numbers.count(runs, "run")));
        }
        if (config.repeats() > Math.max(1, runs)) {
            items.add(page.line(Numbers.count(config.repeats(), "repeat")));
        }
        items.add(page.line(Tone.STRONG, Numbers.nanos(report.run().durationNanos())));
        return items;
    }

    /** Whether several workloads ran, none of which is all the run was about. */
    private static boolean isMixed(Config config) {
        return config.scenario() != null || config.workloads().size() > 1;
    }

    /** Whether the workloads ran beside what the run was about, such as a flood from outside. */
    private static boolean isBeside(Config config) {
        return config.workloads().stream()
                .noneMatch(work -> work.workload().equals(config.workload()));
    }

    private static void workload(Config.Work work, Page page) {
        List<Line> items = new ArrayList<>();
        String type = work.name().equals(work.workload()) ? "" : " (" + work.workload() + ")";
        items.add(page.line(work.name() + type));
        items.add(page.line(LoadFormat.format(work.load())));
        if (work.startNanos() > 0) {
            items.add(page.line("from " + Numbers.roundNanos(work.startNanos())));
        }
        given(work.parameters()).forEach(text -> items.add(page.line(Tone.FAINT, text)));
        page.items(page.indent(), items);
    }

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

    private static List<String> parameters(Config config) {
        List<String> texts = new ArrayList<>();
        if (!isMixed(config)) {
            texts.addAll(given(config.parameters()));
        }
        if (!config.pool().slowLane()) {
            texts.add("no slow lane");
        }
        Config.Block block = config.block();
        if (block != null) {
            texts.add(blocked(block));
        }
        SortedMap<String, String> injected = config.injected();
        if (injected != null) {
            injected.forEach((where, size) -> texts.add("injected: " + where + " +" + size));
        }
        Config.Warmup warmup = config.warmup();
        if (warmup.operations() > 0) {
            String steady = Boolean.FALSE.equals(warmup.steady()) ? ", not steady" : "";
            texts.add("warm-up " + Numbers.nanos(warmup.durationNanos()) + steady);
        }
        return texts;
    }

    private static String blocked(Config.Block block) {
        StringBuilder text = new StringBuilder("loop blocked: ").append(block.with());
        if (block.size() != null) {
            text.append(" (").append(block.size()).append(')');
        }
        if (block.forNanos() != null) {
            text.append(' ').append(Numbers.roundNanos(block.forNanos()));
        }
        if (block.everyNanos() != null) {
            text.append(" every ").append(Numbers.roundNanos(block.everyNanos()));
        }
        if (block.atNanos() != null) {
            text.append(" once, at ").append(Numbers.roundNanos(block.atNanos()));
        }
        return text.toString();
    }

    /** An empty value stands for none. */
    private static List<String> given(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter -> parameter.getKey() + " " + parameter.getValue())
                .toList();
    }

    private static List<String> machine(Environment environment) {
        if (environment.simulated()) {
            return List.of("simulated machine");
        }
        List<String> texts = new ArrayList<>();
        String system = (environment.os() + " " + environment.arch()).strip();
        if (!system.isEmpty()) {
            texts.add(system);
        }
        if (environment.cpu().model() != null) {
            texts.add(environment.cpu().model());
        }
        if (environment.memoryLimitBytes() != null) {
            texts.add(Numbers.bytes(environment.memoryLimitBytes()) + " memory limit");
        }
        Environment.Jvm jvm = environment.jvm();
        if (!jvm.version().isEmpty()) {
            texts.add(("JDK " + jvm.version() + " " + jvm.gc()).strip());
        }
        return texts;
    }

    private static void interrupted(Report report, Page page) {
        page.gap();
        long open = report.jobs().stream().filter(j -> j.completedNanos() == null).count();
        String text =
                "interrupted: the figures cover what happened until then"
                        + (open > 0 ? "; " + Numbers.count(open, "job") + " unfinished" : "");
        page.prose(page.line(Tone.WARN, "▲").add(" "), page.line(Tone.WARN, text));
    }
}
