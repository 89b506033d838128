package dev.loopbench.reports.json;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * What keeps a text from being JSON, in words for its reader: a parser's own are about its
 * programmer. Stateless.
 */
public final class JsonFault {

    /** The parser has no type for it. */
    private static final String TWICE = "Duplicate";

    /** From the character before the place on: a parser may look one further. */
    private static final Pattern CUT_WORD =
            Pattern.compile(".?[A-Za-z0-9.+-]*\\s*", Pattern.DOTALL);

    private JsonFault() {}

    /**
     * Goes on after a colon, about the place that the failure names.
     *
     * @param text what was read, a character for each byte where bytes were
     */
    public static String words(JacksonException failure, String text) {
        if (failure instanceof UnexpectedEndOfInputException || isCutWord(failure, text)) {
            return "it ends there and is not whole";
        }
        if (failure instanceof StreamConstraintsException) {
            return "it nests too deep, or a text or a number in it is too long";
        }
        String message = failure.getOriginalMessage();
        return message != null && message.startsWith(TWICE)
                ? "a key is there twice"
                : "what stands there cannot be read";
    }

    /** Whether a number or {@code true} is the last that there is. */
    private static boolean isCutWord(JacksonException failure, String text) {
        TokenStreamLocation at = failure.getLocation();
        if (at == null) {
            return false;
        }
        long offset = Math.max(at.getCharOffset(), at.getByteOffset());
        return offset > 0
                && offset <= text.length()
                && CUT_WORD.matcher(text.substring((int) offset - 1)).matches();
    }
}
