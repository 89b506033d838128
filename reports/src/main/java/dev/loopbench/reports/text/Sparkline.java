package dev.loopbench.reports.text;

import java.util.Arrays;

/** Draws a row of numbers as a row of blocks in eighths of a line's height. */
final class Sparkline {

    private static final String LEVELS = " ▁▂▃▄▅▆▇█";
    private static final int HIGHEST = LEVELS.length() - 1;

    private Sparkline() {}

    /** The largest one is full height; whatever is not zero is at least one eighth. */
    static void add(Line line, Tone tone, long[] values) {
        long max = Arrays.stream(values).max().orElse(0);
        StringBuilder blocks = new StringBuilder(values.length);
        for (long value : values) {
            int level = 0;
            if (value > 0) {
                level = (int) Math.max(1, Math.round((double) HIGHEST * value / max));
            }
            blocks.append(LEVELS.charAt(level));
        }
        line.add(tone, blocks.toString());
    }
}
