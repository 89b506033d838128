package dev.loopbench.reports.text;

/**
 * How a line with a bar is divided: the bar begins beside the sections' names and ends where the
 * figures begin, the same in every section, so that what stands above each other happened at once.
 *
 * <p>Immutable.
 *
 * @param barCells width of the bar
 * @param right width of the figures to its right
 */
record Columns(int barCells, int right) {

    /** Width of one figure with the blanks before it. */
    static final int FIGURE = 8;

    private static final int THREE_FIGURES_FROM = 64;
    private static final int FIVE_FIGURES_FROM = 100;

    static Columns of(Page page) {
        int figures = 1;
        if (page.columns() >= FIVE_FIGURES_FROM) {
            figures = 5;
        } else if (page.columns() >= THREE_FIGURES_FROM) {
            figures = 3;
        }
        int right = figures * FIGURE;
        return new Columns(page.columns() - Page.INDENT - right, right);
    }

    int figures() {
        return right / FIGURE;
    }
}
