package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Side;
import dev.loopbench.reports.gate.model.Comparison.Varied;
import dev.loopbench.reports.phrase.LoadFormat;
import dev.loopbench.reports.phrase.ShellFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the two sides are, in words: what differs of each, and once what does not. Immutable.
 *
 * @param base what only the base is, and {@code head} likewise
 * @param varied parameters in which the sides may differ, {@code iterations 20000 → 23000}
 */
public record SideFacts(
        List<String> base, List<String> head, List<String> both, List<String> varied) {

    private static final int MAX_FILES = 3;

    public static SideFacts of(Comparison comparison) {
        List<String> base = new ArrayList<>();
        List<String> head = new ArrayList<>();
        List<String> both = new ArrayList<>();
        List<Optional<String>> ofBase = facts(comparison.base());
        List<Optional<String>> ofHead = facts(comparison.head());
        for (int i = 0; i < ofBase.size(); i++) {
            if (ofBase.get(i).equals(ofHead.get(i))) {
                ofBase.get(i).ifPresent(both::add);
            } else {
                ofBase.get(i).ifPresent(base::add);
                ofHead.get(i).ifPresent(head::add);
            }
        }
        return new SideFacts(
                List.copyOf(base),
                List.copyOf(head),
                List.copyOf(both),
                comparison.varied().stream().map(SideFacts::varied).toList());
    }

    private static String varied(Varied varied) {
        String base = Objects.requireNonNullElse(varied.base(), Numbers.NONE);
        String head = Objects.requireNonNullElse(varied.head(), Numbers.NONE);
        return base.equals(head)
                ? "%s %s on both sides".formatted(varied.name(), base)
                : "%s %s → %s".formatted(varied.name(), base, head);
    }

    /** The same facts in the same places for every side; empty where there is none. */
    private static List<Optional<String>> facts(Side side) {
        Optional<Config> config = Optional.ofNullable(side.config());
        Optional<Environment> environment = Optional.ofNullable(side.environment());
        List<Optional<String>> facts = new ArrayList<>();
        facts.add(source(side));
        facts.add(Optional.ofNullable(side.tool()).map(SideFacts::tool));
        facts.add(config.map(c -> c.scenario() == null ? c.workload() : c.scenario()));
        facts.add(config.map(c -> LoadFormat.format(c.load())));
        facts.add(config.map(SideFacts::parameters));
        facts.add(config.map(c -> Numbers.count(c.pool().threads(), "thread")));
        facts.add(environment.map(e -> e.cpu().usableCores()).map(n -> Numbers.count(n, "core")));
        facts.add(environment.map(e -> (e.os() + " " + e.arch()).strip()));
        facts.add(environment.map(Environment::cpu).map(Environment.Cpu::model));
        facts.add(environment.map(e -> jdk(e.jvm())));
        facts.add(environment.map(e -> ShellFormat.format(e.jvm().arguments())));
        return facts.stream().map(fact -> fact.filter(text -> !text.isBlank())).toList();
    }

    private static Optional<String> source(Side side) {
        if (!side.command().isEmpty()) {
            return Optional.of(ShellFormat.format(side.command()));
        }
        List<String> files = side.files();
        if (files.size() <= MAX_FILES) {
            return Optional.of(String.join(", ", files));
        }
        return Optional.of(
                files.get(0) + " and " + Numbers.count(files.size() - 1) + " more reports");
    }

    private static String tool(Tool tool) {
        String commit = tool.commit().isBlank() ? "" : " (" + tool.commit() + ")";
        return tool.name() + " " + tool.version() + commit;
    }

    private static String parameters(Config config) {
        TreeMap<String, String> given = new TreeMap<>(config.parameters());
        given.values().removeIf(String::isEmpty);
        return String.join(", ", given.entrySet().stream().map(SideFacts::parameter).toList());
    }

    private static String parameter(Map.Entry<String, String> parameter) {
        return parameter.getKey() + " " + parameter.getValue();
    }

    private static String jdk(Environment.Jvm jvm) {
        return jvm.version().isBlank() ? "" : ("JDK " + jvm.version() + " " + jvm.gc()).strip();
    }
}
