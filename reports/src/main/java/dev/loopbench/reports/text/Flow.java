package dev.loopbench.reports.text;

/**
 * Fills lines with items or words and goes on below the first one where a line is full.
 *
 * <p>Confined to the thread that writes the report.
 */
final class Flow {

    private final Page page;
    private final int hang;
    private final int columns;
    private final String separator;
    private Line line;

    Flow(Page page, Line head, int hang, int columns, String separator) {
        this.page = page;
        this.hang = hang;
        this.columns = columns;
        this.separator = separator;
        this.line = head;
    }

    /** Not broken if one line can hold it. */
    void item(Line item) {
        Line before = page.line(Tone.FAINT, isFresh() ? "" : separator);
        if (line.width() + before.width() + item.width() <= columns) {
            line.add(before).add(item);
            return;
        }
        if (!isFresh()) {
            breakLine();
        }
        words(item);
    }

    void words(Line text) {
        text.words().forEach(this::word);
    }

    void end() {
        page.add(line);
    }

    private void word(Line word) {
        int blank = isFresh() ? 0 : 1;
        if (line.width() + blank + word.width() > columns && blank == 1) {
            breakLine();
            blank = 0;
        }
        Line rest = word;
        while (line.width() + blank + rest.width() > columns) {
            int room = columns - line.width();
            line.add(rest.head(room));
            rest = rest.tail(room);
            breakLine();
        }
        line.add(" ".repeat(blank)).add(rest);
    }

    private boolean isFresh() {
        return line.width() <= hang;
    }

    private void breakLine() {
        page.add(line);
        line = page.line().padTo(hang);
    }
}
