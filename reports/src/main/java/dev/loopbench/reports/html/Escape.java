package dev.loopbench.reports.html;

import java.util.regex.Pattern;

/**
 * Makes text harmless where it stands in a page. Stateless.
 *
 * <p>The two contexts there are: text between tags, and JSON in a script element, which ends at the
 * first {@code </script} and changes its meaning after {@code <!--}.
 */
final class Escape {

    private static final Pattern LONE_SURROGATE = Pattern.compile("[\\ud800-\\udfff]");

    private Escape() {}

    /** Between tags; what cannot stand there, or would turn the text around, becomes a space. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(character -> escaped.append(text(character)));
        return escaped.toString();
    }

    private static String text(int character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> isShown(character) ? Character.toString(character) : " ";
        };
    }

    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    /**
     * Within a script element: in JSON a {@code <} is part of a text, where an escape may stand. So
     * is half of a surrogate pair, which no encoding of the page has bytes for.
     */
    static String json(String json) {
        return encodable(json).replace("<", "\\u003c");
    }

    /** The same JSON in characters that UTF-8 has bytes for. */
    static String encodable(String json) {
        return LONE_SURROGATE
                .matcher(json)
                .replaceAll(half -> "\\\\u%04x".formatted((int) half.group().charAt(0)));
    }
}
