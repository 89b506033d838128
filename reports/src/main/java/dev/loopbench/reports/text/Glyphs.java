package dev.loopbench.reports.text;

import java.util.Map;

/**
 * Turns any text into what a terminal shows in a known number of cells.
 *
 * <p>Immutable. Control characters become spaces, for a label must not move the cursor; characters
 * whose width terminals do not agree on, or that have none, become question marks, for a line must
 * not outgrow its width. In ASCII each character of the report's own has a twin.
 */
enum Glyphs {
    UNICODE {
        @Override
        String of(int character) {
            return isOneCell(character) || isTwoCells(character)
                    ? Character.toString(character)
                    : UNKNOWN;
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
                    twin('┃', "!"),
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

    /**
     * Ranges of characters that are two cells wide on every terminal, ascending: what Unicode
     * (EastAsianWidth.txt) calls wide or full-width, of blocks that are as good as full.
     */
    private static final int[] TWO_CELLS =
            ranges(
                    """
            1100-115f 231a-231b 23e9-23ec 23f0 23f3 25fd-25fe 2614-2615 2648-2653 267f 2693 26a1
            26aa-26ab 26bd-26be 26c4-26c5 26ce 26d4 26ea 26f2-26f3 26f5 26fa 26fd 2705 270a-270b
            2728 274c 274e 2753-2755 2757 2795-2797 27b0 27bf 2b1b-2b1c 2b50 2b55 2e80-2e99
            2e9b-2ef3 2f00-2fd5 3000-3029 3030-303e 3041-3096 309b-30ff 3105-312f 3131-318e
            3190-31e3 31f0-321e 3220-3247 3250-4dbf 4e00-a48c a490-a4c6 a960-a97c ac00-d7a3
            f900-fad9 fe30-fe52 fe54-fe66 fe68-fe6b ff01-ff60 ffe0-ffe6 1f004 1f0cf 1f18e
            1f191-1f19a 1f300-1f320 1f32d-1f335 1f337-1f37c 1f37e-1f393 1f3a0-1f3ca 1f3cf-1f3d3
            1f3e0-1f3f0 1f3f4 1f3f8-1f43e 1f440 1f442-1f4fc 1f4ff-1f53d 1f54b-1f54e 1f550-1f567
            1f57a 1f595-1f596 1f5a4 1f5fb-1f64f 1f680-1f6c5 1f6cc 1f6d0-1f6d2 1f6eb-1f6ec
            1f6f4-1f6fc 1f7e0-1f7eb 1f90c-1f93a 1f93c-1f945 1f947-1f9ff 1fa70-1fa74 20000-2fffd
            30000-3fffd
            """);

    /** What stands for the character. */
    abstract String of(int character);

    /** How wide a text is that {@link #shown} made. */
    static int cells(String shown) {
        return shown.codePoints().map(Glyphs::cells).sum();
    }

    static int cells(int character) {
        return isTwoCells(character) ? 2 : 1;
    }

    String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.append(Character.isISOControl(c) ? " " : of(c)));
        return shown.toString();
    }

    private static Map.Entry<Integer, String> twin(char character, String ascii) {
        return Map.entry((int) character, ascii);
    }

    private static boolean isTwoCells(int c) {
        for (int i = 0; c >= TWO_CELLS[0] && i < TWO_CELLS.length; i += 2) {
            if (c <= TWO_CELLS[i + 1]) {
                return c >= TWO_CELLS[i];
            }
        }
        return false;
    }

    /**
     * The first and the last of each, one pair after the other.
     *
     * @param hex {@code first-last}, or one alone, in hexadecimal digits between blanks
     */
    private static int[] ranges(String hex) {
        String[] ranges = hex.strip().split("\\s+", -1);
        int[] bounds = new int[2 * ranges.length];
        for (int i = 0; i < ranges.length; i++) {
            int dash = ranges[i].indexOf('-');
            String first = dash < 0 ? ranges[i] : ranges[i].substring(0, dash);
            bounds[2 * i] = Integer.parseInt(first, 16);
            bounds[2 * i + 1] = Integer.parseInt(ranges[i].substring(dash + 1), 16);
        }
        return bounds;
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
