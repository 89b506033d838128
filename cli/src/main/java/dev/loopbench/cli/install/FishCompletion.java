package dev.loopbench.cli.install;

import dev.loopbench.cli.install.Vocabulary.Command;
import dev.loopbench.cli.install.Vocabulary.Operand;
import dev.loopbench.cli.install.Vocabulary.Option;
import dev.loopbench.cli.install.Vocabulary.Value;
import dev.loopbench.cli.install.Vocabulary.Variant;
import java.util.List;

/** The completion script of fish, from 3.0 on, with what each word means. Stateless. */
final class FishCompletion {

    private FishCompletion() {}

    static String script(Vocabulary vocabulary) {
        StringBuilder script = new StringBuilder();
        script.append(
                """
                # fish completion for loopbench: kept in a folder of fish_complete_path, or read at
                # once with: loopbench completion fish | source

                complete -c loopbench -f
                """);
        String first = "not __fish_seen_subcommand_from " + names(vocabulary);
        vocabulary.options().forEach(option -> option(script, first, option));
        for (Command command : vocabulary.commands()) {
            word(script, first, command.name(), command.summary());
        }
        for (Command command : vocabulary.commands()) {
            command(script, command);
        }
        return script.toString();
    }

    private static String names(Vocabulary vocabulary) {
        return String.join(" ", vocabulary.commands().stream().map(Command::name).toList());
    }

    private static void command(StringBuilder script, Command command) {
        String seen = "__fish_seen_subcommand_from " + command.name();
        script.append("\n# ").append(command.name()).append('\n');
        command.options().forEach(option -> option(script, seen, option));
        for (Operand operand : command.operands()) {
            operand(script, seen, operand, command);
        }
        for (Variant variant : command.variants()) {
            String both = seen + "; and __fish_seen_subcommand_from " + variant.name();
            variant.options().forEach(option -> option(script, both, option));
        }
    }

    private static void operand(
            StringBuilder script, String seen, Operand operand, Command command) {
        Value value = operand.value();
        if (value.kind() == Value.Kind.FILE) {
            script.append("complete -c loopbench -n %s -F\n".formatted(quoted(seen)));
        }
        // Once, and of help not itself.
        List<String> others =
                value.words().stream().filter(word -> !word.equals(command.name())).toList();
        String place =
                operand.repeatable() || others.isEmpty()
                        ? seen
                        : seen
                                + "; and not __fish_seen_subcommand_from "
                                + String.join(" ", others);
        if (command.variants().isEmpty()) {
            others.forEach(word -> word(script, place, word, operand.description()));
        } else {
            command.variants()
                    .forEach(variant -> word(script, place, variant.name(), variant.summary()));
        }
    }

    private static void word(StringBuilder script, String place, String word, String meaning) {
        script.append(
                "complete -c loopbench -n %s -a %s -d %s\n"
                        .formatted(quoted(place), word, quoted(meaning)));
    }

    private static void option(StringBuilder script, String place, Option option) {
        script.append("complete -c loopbench -n ").append(quoted(place));
        for (String name : option.names()) {
            script.append(name.startsWith("--") ? " -l " : " -s ")
                    .append(name.replaceFirst("^-+", ""));
        }
        Value value = option.value();
        script.append(
                switch (value.kind()) {
                    case NONE -> "";
                    case WORD -> " -x -a " + quoted(String.join(" ", value.words()));
                    case FILE -> " -r -F";
                    case FOLDER -> " -x -a '(__fish_complete_directories)'";
                    case TEXT -> " -x";
                });
        script.append(" -d ").append(quoted(option.description())).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
