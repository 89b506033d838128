package dev.loopbench.cli.option;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits one command line into words, with quotes and backslashes as in POSIX, XCU 2.2; nothing is
 * expanded and no shell is asked. Confined to one thread.
 */
public final class ShellWords {

    /** What a backslash keeps its meaning before, inside of double quotes. */
    private static final String ESCAPED_IN_QUOTES = "\\\"$`";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();

    /** Of a quote that has not been closed; 0 outside. */
    private char quote;

    /** Apart from the word's length: '' is a word, too. */
    private boolean inWord;

    private ShellWords(String text) {
        this.text = text;
    }

    /**
     * @param what the text is, for messages
     * @throws UsageException if a quote or a backslash has nothing to close or follow it
     */
    public static List<String> split(String what, String text) throws UsageException {
        return new ShellWords(text).split(what);
    }

    private List<String> split(String what) throws UsageException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '\'') {
                i++;
                if (i == text.length()) {
                    throw new UsageException(what + " ends with a backslash.");
                }
                escaped(text.charAt(i));
            } else {
                plain(c);
            }
        }
        if (quote != 0) {
            throw new UsageException(what + " has a quote (" + quote + ") that is not closed.");
        }
        endWord();
        return List.copyOf(words);
    }

    private void escaped(char c) {
        if (quote == '"' && ESCAPED_IN_QUOTES.indexOf(c) < 0) {
            word.append('\\');
        }
        word.append(c);
        inWord = true;
    }

    private void plain(char c) {
        if (quote != 0) {
            if (c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
        } else if (c == '\'' || c == '"') {
            quote = c;
            inWord = true;
        } else if (Character.isWhitespace(c)) {
            endWord();
        } else {
            word.append(c);
            inWord = true;
        }
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
