package dev.loopbench.cli.command;

import dev.loopbench.cli.option.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The words a command was called with. Stateless. */
final class CommandWords {

    private CommandWords() {}

    /** The whole command line, for the report. */
    static List<String> of(CommandSpec command) {
        List<String> words = new ArrayList<>(List.of(command.root().name()));
        words.addAll(command.root().commandLine().getParseResult().originalArgs());
        return words;
    }

    /**
     * {@code words} without these options and their values, given as {@code --name value}, {@code
     * --name=value} or, with a short name, {@code -nvalue}.
     */
    static List<String> without(List<String> words, List<String> options) {
        List<String> left = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (options.contains(word)) {
                i++;
            } else if (options.stream().noneMatch(option -> isAttached(word, option))) {
                left.add(word);
            }
        }
        return left;
    }

    private static boolean isAttached(String word, String option) {
        return word.startsWith(option.startsWith("--") ? option + "=" : option);
    }

    /** picocli does not, for options in groups. */
    static void refuseRepetition(CommandSpec command) throws UsageException {
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            if (!option.isMultiValue() && option.originalStringValues().size() > 1) {
                throw new UsageException(option.longestName() + " was given more than once.");
            }
        }
    }
}
