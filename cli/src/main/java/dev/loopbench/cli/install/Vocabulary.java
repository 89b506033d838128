package dev.loopbench.cli.install;

import dev.loopbench.cli.wording.OptionNames;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.BlockType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * All that can be typed, with its meaning: what completion scripts and man pages are made of.
 * Immutable.
 *
 * @param options of the program itself, without a command
 * @param examples lines of a shell, each behind a line that says what it shows
 */
public record Vocabulary(
        String summary, List<Option> options, List<Command> commands, List<String> examples) {

    /** How the program is called. */
    static final String PROGRAM = "loopbench";

    private static final String WORKLOAD = "WORKLOAD";

    /**
     * One command.
     *
     * @param synopsis the words after the program and the command
     * @param groups all options, in the order of the help
     * @param variants operands that bring options of their own: workloads
     */
    record Command(
            String name,
            String summary,
            String synopsis,
            List<Operand> operands,
            List<Group> groups,
            List<Variant> variants) {

        Stream<Option> options() {
            return groups.stream().flatMap(group -> group.options().stream());
        }
    }

    /**
     * Options that belong together.
     *
     * @param heading empty for those that every command has
     */
    record Group(String heading, List<Option> options) {}

    /** A word that brings options of its own. */
    record Variant(String name, String summary, List<Option> options) {}

    /**
     * One option.
     *
     * @param names with their hyphens
     * @param repeatable whether it may be given more than once
     */
    record Option(List<String> names, String description, Value value, boolean repeatable) {

        boolean takesValue() {
            return value.kind() != Value.Kind.NONE;
        }
    }

    /** A word that is no option. */
    record Operand(Value value, String description, boolean repeatable) {}

    /**
     * What follows an option, or is an operand.
     *
     * @param label as help writes it
     * @param words what can be said; empty where that is open
     */
    record Value(Kind kind, String label, List<String> words) {

        static final Value NONE = new Value(Kind.NONE, "", List.of());

        enum Kind {
            /** Nothing follows: a flag. */
            NONE,
            /** One of the words. */
            WORD,
            FILE,
            FOLDER,
            /** Anything else: nothing can be offered. */
            TEXT
        }
    }

    /**
     * @param root with all its commands
     */
    public static Vocabulary of(CommandSpec root, Catalogs catalogs) {
        Labels labels = new Labels(root, catalogs);
        List<Command> commands = new ArrayList<>();
        for (CommandLine command : subcommands(root)) {
            commands.add(command(command.getCommandSpec(), catalogs, labels));
        }
        return new Vocabulary(
                line(root.usageMessage().description()),
                options(root.options(), labels),
                commands,
                Arrays.stream(root.usageMessage().footer())
                        .map(Vocabulary::text)
                        .map(String::strip)
                        .toList());
    }

    private static List<CommandLine> subcommands(CommandSpec root) {
        return List.copyOf(new LinkedHashSet<>(root.subcommands().values()));
    }

    private static Command command(CommandSpec spec, Catalogs catalogs, Labels labels) {
        List<Operand> operands = new ArrayList<>();
        for (PositionalParamSpec operand : spec.positionalParameters()) {
            operands.add(
                    new Operand(
                            labels.value(operand),
                            line(operand.description()),
                            operand.arity().max() > 1));
        }
        String[] header = spec.usageMessage().header();
        return new Command(
                spec.name(),
                sentence(line(header.length > 0 ? header : spec.usageMessage().description())),
                synopsis(spec),
                operands,
                groups(spec, labels),
                hasWorkloadOptions(spec, catalogs) ? variants(catalogs, labels) : List.of());
    }

    /** Help lists them as sentences, a man page as what follows its name. */
    private static String sentence(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static String synopsis(CommandSpec spec) {
        String custom = line(spec.usageMessage().customSynopsis());
        String start = PROGRAM + " " + spec.name();
        if (custom.startsWith(start)) {
            return custom.substring(start.length()).strip();
        }
        StringBuilder words = new StringBuilder("[OPTION]...");
        for (PositionalParamSpec operand : spec.positionalParameters()) {
            words.append(" [").append(operand.paramLabel()).append(']');
        }
        return words.toString();
    }

    private static List<Group> groups(CommandSpec spec, Labels labels) {
        List<Group> groups = new ArrayList<>();
        Set<OptionSpec> grouped = new LinkedHashSet<>();
        List<ArgGroupSpec> sorted = new ArrayList<>(spec.argGroups());
        sorted.sort(Comparator.comparingInt(ArgGroupSpec::order));
        for (ArgGroupSpec group : sorted) {
            List<OptionSpec> all = group.allOptionsNested();
            grouped.addAll(all);
            groups.add(
                    new Group(
                            heading(group.heading() == null ? "" : group.heading()),
                            options(all, labels)));
        }
        List<OptionSpec> others =
                spec.options().stream().filter(option -> !grouped.contains(option)).toList();
        groups.add(new Group("", options(others, labels)));
        return groups;
    }

    private static String heading(String format) {
        String text = text(format).strip();
        return text.endsWith(":") ? text.substring(0, text.length() - 1) : text;
    }

    private static List<Option> options(List<OptionSpec> specs, Labels labels) {
        return specs.stream()
                .filter(spec -> !spec.hidden())
                .map(
                        spec ->
                                new Option(
                                        List.of(spec.names()),
                                        line(spec.description()),
                                        labels.value(spec),
                                        spec.isMultiValue()))
                .toList();
    }

    /** Whether the parameters of workloads are options of the command. */
    private static boolean hasWorkloadOptions(CommandSpec spec, Catalogs catalogs) {
        return catalogs.workloads().types().stream()
                .flatMap(type -> type.parameters().stream())
                .allMatch(
                        parameter -> spec.findOption(OptionNames.option(parameter.name())) != null);
    }

    private static List<Variant> variants(Catalogs catalogs, Labels labels) {
        List<Variant> variants = new ArrayList<>();
        for (WorkloadType type : catalogs.workloads().types()) {
            List<Option> options = new ArrayList<>();
            for (Parameter parameter : type.parameters()) {
                options.add(
                        new Option(
                                List.of(OptionNames.option(parameter.name())),
                                description(parameter),
                                labels.value(parameter),
                                parameter.kind() == Parameter.Kind.LIST));
            }
            variants.add(new Variant(type.name(), type.summary(), options));
        }
        return variants;
    }

    private static String description(Parameter parameter) {
        boolean told = parameter.defaultText().isEmpty() || parameter.kind() == Parameter.Kind.FLAG;
        return parameter.description()
                + (told ? "" : " (default: " + parameter.defaultText() + ")");
    }

    private static String line(String[] formats) {
        String text = String.join(" ", Stream.of(formats).map(Vocabulary::text).toList());
        return text.replaceAll("\\s+", " ").strip();
    }

    /** As picocli shows it: a text that is no format is shown as it is. */
    private static String text(String format) {
        return format.replace("%n", "\n").replace("%%", "%");
    }

    /** What the labels of help stand for. */
    private static final class Labels {

        private static final Set<String> FILES =
                Set.of("FILE", "[FORMAT=]FILE", "REPORT", "JAR", "BASE", "HEAD", "SCRIPT");

        private final List<String> commands;
        private final List<String> workloads;
        private final List<String> blocks;

        Labels(CommandSpec root, Catalogs catalogs) {
            this.commands = List.copyOf(root.subcommands().keySet());
            this.workloads = catalogs.workloads().types().stream().map(WorkloadType::name).toList();
            this.blocks = catalogs.blocks().types().stream().map(BlockType::name).toList();
        }

        Value value(ArgSpec argument) {
            if (argument.isOption() && argument.arity().max() == 0) {
                return Value.NONE;
            }
            return value(argument.paramLabel(), words(argument.paramLabel()));
        }

        Value value(Parameter parameter) {
            return switch (parameter.kind()) {
                case FLAG -> Value.NONE;
                case CHOICE -> value("WORD", parameter.choices());
                case PATH -> value("FILE", List.of());
                case COUNT, BYTES, DURATION, RATE, TEXT, LIST ->
                        value(parameter.kind().name(), List.of());
            };
        }

        private List<String> words(String label) {
            return switch (label) {
                case WORKLOAD, "WORKLOAD[:C]" -> workloads;
                case "COMMAND" -> commands;
                case "HOW" -> blocks;
                case "WHEN" -> List.of("auto", "always", "never");
                case Shell.LABEL -> Shell.words();
                default -> List.of();
            };
        }

        private static Value value(String label, List<String> words) {
            if (!words.isEmpty()) {
                return new Value(Value.Kind.WORD, label, words);
            }
            if (label.equals("DIR")) {
                return new Value(Value.Kind.FOLDER, label, words);
            }
            return new Value(
                    FILES.contains(label) ? Value.Kind.FILE : Value.Kind.TEXT, label, words);
        }
    }
}
