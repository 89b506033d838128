package dev.loopbench.reports.text;

/**
 * What the place a text report is written to can show. Immutable.
 *
 * @param columns width of a line; what is narrower than {@link #MIN_COLUMNS} is taken as that
 * @param unicode whether block and box characters may be used, else plain ASCII
 * @param colour whether ANSI colours may be used
 */
public record TextStyle(int columns, boolean unicode, boolean colour) {

    /** Below it a table has no room for its figures. */
    public static final int MIN_COLUMNS = 40;

    public TextStyle {
        columns = Math.max(MIN_COLUMNS, columns);
    }

    /** A line that stands alone, in characters that the place shows, cut at so many cells. */
    public String shown(Line line, int cells) {
        return line.head(cells).render(colour);
    }

    Glyphs glyphs() {
        return unicode ? Glyphs.UNICODE : Glyphs.ASCII;
    }
}
