package dev.loopbench.reports.markdown;

import dev.loopbench.probes.result.Warning;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text of a report as text of a document, whatever is in it: one line, without markup, links to
 * people or formulas. Stateless.
 */
public final class Markdown {

    /** Longer texts are cut: what a summary is for fits into it. */
    public static final int MAX_LENGTH = 300;

    /** A command that is cut is none, so it gets more room. */
    private static final int MAX_CODE_LENGTH = 2_000;

    private static final String ELLIPSIS = "…";

    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]|~]");
    private static final Pattern BLOCK_START =
            Pattern.compile("^(?:([#+=:-])|(\\d{1,9})([.)])(?=\\s|$))");
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private Markdown() {}

    /** Text in a paragraph, a list or a table. */
    public static String text(String raw) {
        return text(raw, MAX_LENGTH);
    }

    public static String text(String raw, int maxLength) {
        String markedUp = MARKUP.matcher(line(raw, maxLength)).replaceAll("\\\\$0");
        String started = BLOCK_START.matcher(markedUp).replaceFirst("$2\\\\$1$3");
        return html(started)
                .replace("$", "<span>$</span>") // else two of them make a formula
                .replace("@", "@&#8203;"); // else it calls somebody
    }

    /** Text between HTML tags, where Markdown is not read. */
    public static String inHtml(String raw) {
        return html(line(raw, MAX_LENGTH)).replace("@", "@&#8203;");
    }

    /** A block of code of one line. */
    public static String block(String language, String raw) {
        String line = line(raw, MAX_CODE_LENGTH);
        String fence = "`".repeat(Math.max(3, longestBackticks(line) + 1));
        return fence + language + "\n" + line + "\n" + fence;
    }

    /** A doubt as a box of its own. */
    public static String warning(Warning warning) {
        return "> [!WARNING]\n> " + text(warning.message()) + " " + text(warning.hint());
    }

    private static String html(String line) {
        return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static int longestBackticks(String line) {
        Matcher runs = BACKTICKS.matcher(line);
        return runs.results().mapToInt(run -> run.end() - run.start()).max().orElse(0);
    }

    /** Control characters and line breaks of all kinds become one space each. */
    private static String line(String raw, int maxLength) {
        String line =
                raw.codePoints()
                        .limit(maxLength + 1L)
                        .mapToObj(c -> breaksLine(c) ? " " : Character.toString(c))
                        .collect(Collectors.joining())
                        .strip();
        return line.codePointCount(0, line.length()) <= maxLength
                ? line
                : line.substring(0, line.offsetByCodePoints(0, maxLength - 1)) + ELLIPSIS;
    }

    private static boolean breaksLine(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || isUnpaired(c);
    }

    private static boolean isUnpaired(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
