package dev.loopbench.probes.node.process;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words a Node process was started with. Immutable.
 *
 * <p>A process that has given itself a title has written over them: then there is one word.
 */
record CommandLine(List<String> words) {

    /** Options of Node whose value is the next word. */
    private static final Set<String> WITH_VALUE =
            Set.of(
                    "C",
                    "conditions",
                    "experimental-loader",
                    "import",
                    "inspect-port",
                    "debug-port",
                    "loader",
                    "r",
                    "require");

    /** Options of Node that bring the program with them. */
    private static final Set<String> INSTEAD_OF_SCRIPT =
            Set.of("e", "eval", "p", "pe", "print", "i", "interactive", "run");

    CommandLine {
        words = List.copyOf(words);
    }

    /** As the kernel keeps it: each word ends in a zero. */
    static CommandLine of(String text) {
        String body = text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
        return new CommandLine(body.isEmpty() ? List.of() : Arrays.asList(body.split("\0", -1)));
    }

    /** Empty where the program came by an option, from the input, or cannot be told. */
    Optional<String> script() {
        int at = scriptAt(words);
        return at < 0 ? Optional.empty() : Optional.of(words.get(at));
    }

    /** The index of the first word that is no option of Node's; negative if there is none. */
    static int scriptAt(List<String> words) {
        for (int at = 1; at < words.size(); at++) {
            String word = words.get(at);
            if (!word.startsWith("-") || word.equals("-")) {
                return word.equals("-") ? -1 : at;
            }
            String name = word.replaceFirst("^-{1,2}", "");
            if (name.isEmpty()) {
                return at + 1 < words.size() ? at + 1 : -1; // the end of the options
            }
            if (INSTEAD_OF_SCRIPT.contains(name.replaceFirst("=.*", ""))) {
                return -1;
            }
            if (WITH_VALUE.contains(name)) {
                at++;
            }
        }
        return -1;
    }
}
