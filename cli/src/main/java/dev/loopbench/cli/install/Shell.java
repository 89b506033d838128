package dev.loopbench.cli.install;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A shell that completes words, and the script that tells it ours. Immutable. */
public enum Shell {
    BASH("share/bash-completion/completions/loopbench") {
        @Override
        public String script(Vocabulary vocabulary) {
            return BashCompletion.script(vocabulary);
        }
    },
    ZSH("share/zsh/site-functions/_loopbench") {
        @Override
        public String script(Vocabulary vocabulary) {
            return ZshCompletion.script(vocabulary);
        }
    },
    FISH("share/fish/vendor_completions.d/loopbench.fish") {
        @Override
        public String script(Vocabulary vocabulary) {
            return FishCompletion.script(vocabulary);
        }
    };

    /** What stands for one in the help. */
    public static final String LABEL = "SHELL";

    private final String file;

    Shell(String file) {
        this.file = file;
    }

    /** The words of the command line. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Shell::word).toList();
    }

    public static Optional<Shell> named(String word) {
        return Arrays.stream(values()).filter(shell -> shell.word().equals(word)).findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where it looks for the script, below the prefix of an installation. */
    String file() {
        return file;
    }

    /** To be kept in a file, or to be read at once. */
    public abstract String script(Vocabulary vocabulary);
}
