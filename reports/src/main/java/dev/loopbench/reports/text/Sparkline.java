package dev.loopbench.reports.text;

import java.util.Arrays;

/** Draws a row of numbers as a row of blocks in eighths of a line's height. */
final class Sparkline {

    private static final String LEVELS = " ▁▂▃▄▅▆▇█";
    private static final int HIGHEST = LEVELS.length() - 1;

    private Sparkline() {}

    /** The largest one is full height; whatever is not zero is at least one eighth. */
    static void add(Line line, Tone tone, long[] values) {
        add(line, tone, values, 0, 1);
    }

    /**
     * One line of a drawing that is several lines tall.
     *
     * @param level of the line, 0 at the bottom
     */
    static void add(Line line, Tone tone, long[] values, int level, int lines) {
        long max = Arrays.stream(values).max().orElse(0);
        StringBuilder blocks = new StringBuilder(values.length);
        for (long value : values) {
            long eighths = 0;
            if (value > 0) {
                eighths = Math.max(1, Math.round((double) HIGHEST * lines * value / max));
            }
            long here = Math.max(0, Math.min(HIGHEST, eighths - (long) level * HIGHEST));
            blocks.append(LEVELS.charAt((int) here));
        }
        line.add(tone, blocks.toString());
    }

    /** One block as high as the share; whatever is not zero is at least one eighth. */
    static void addShare(Line line, Tone tone, double share) {
        int level = share <= 0 ? 0 : (int) Math.max(1, Math.round(HIGHEST * Math.min(1, share)));
        line.add(tone, String.valueOf(LEVELS.charAt(level)));
    }
}
