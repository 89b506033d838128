package dev.loopbench.reports.text;

import java.util.Map;

/**
 * Turns any text into what a terminal shows in one cell a character.
 *
 * <p>Immutable. Control characters become spaces, for a label must not move the cursor; characters
 * that are two cells wide, or none, become question marks, for a line must not outgrow its width.
 * In ASCII each character of the report's own has a twin.
 */
enum Glyphs {
    UNICODE {
        @Override
        String of(int character) {
            return isOneCell(character) ? Character.toString(character) : UNKNOWN;
        }
    },
    ASCII {
        @Override
        String of(int character) {
            return character < 0x7f
                    ? Character.toString(character)
                    : TWINS.getOrDefault(character, UNKNOWN);
        }
    };

    private static final String UNKNOWN = "?";

    private static final Map<Integer, String> TWINS =
            Map.ofEntries(
                    twin('\u00a0', " "),
                    twin('\u202f', ","),
                    twin('·', "-"),
                    twin('–', "-"),
                    twin('—', "-"),
                    twin('…', "..."),
                    twin('×', "x"),
                    twin('µ', "u"),
                    twin('≈', "~"),
                    twin('≤', "<="),
                    twin('≥', ">="),
                    twin('→', "->"),
                    twin('•', "*"),
                    twin('▲', "!"),
                    twin('✓', "ok"),
                    twin('✗', "x"),
                    twin('’', "'"),
                    twin('“', "\""),
                    twin('”', "\""),
                    twin('─', "-"),
                    twin('└', "+"),
                    twin('┴', "+"),
                    twin('┘', "+"),
                    twin('░', "."),
                    twin('▒', "~"),
                    twin('│', "|"),
                    twin('┊', ":"),
                    twin('●', "o"),
                    twin('σ', "sd"),
                    twin('▏', "|"),
                    twin('▎', " "),
                    twin('▌', "#"),
                    twin('▊', "#"),
                    twin('▁', "."),
                    twin('▂', ":"),
                    twin('▃', "-"),
                    twin('▄', "="),
                    twin('▅', "+"),
                    twin('▆', "*"),
                    twin('▇', "%"),
                    twin('█', "#"));

    /** What stands for the character, in one cell each. */
    abstract String of(int character);

    String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.append(Character.isISOControl(c) ? " " : of(c)));
        return shown.toString();
    }

    private static Map.Entry<Integer, String> twin(char character, String ascii) {
        return Map.entry((int) character, ascii);
    }

    /** Latin, Greek, Cyrillic, punctuation, arrows, mathematics, boxes and blocks. */
    private static boolean isOneCell(int c) {
        return (c >= 0x20 && c < 0x300 && c != 0xad)
                || (c >= 0x370 && c < 0x483)
                || (c >= 0x48a && c < 0x530)
                || (c >= 0x2010 && c < 0x2028)
                || (c >= 0x202f && c < 0x205f)
                || (c >= 0x2190 && c < 0x231a)
                || (c >= 0x2500 && c < 0x25fd)
                || c == '✓'
                || c == '✗';
    }
}
