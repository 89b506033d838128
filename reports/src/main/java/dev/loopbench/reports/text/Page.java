package dev.loopbench.reports.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a report in the making, none wider than the style allows.
 *
 * <p>Confined to the thread that writes the report.
 */
public final class Page {

    /** Where the text beside a section's name begins. */
    public static final int INDENT = 10;

    /** Beyond it lines get harder to read, not better. */
    private static final int MAX_COLUMNS = 140;

    private static final int MAX_PROSE_COLUMNS = 100;

    private final TextStyle style;
    private final Glyphs glyphs;
    private final List<Line> lines = new ArrayList<>();

    public Page(TextStyle style) {
        this.style = style;
        this.glyphs = style.glyphs();
    }

    public int columns() {
        return Math.min(style.columns(), MAX_COLUMNS);
    }

    int proseColumns() {
        return Math.min(style.columns(), MAX_PROSE_COLUMNS);
    }

    public Line line() {
        return new Line(glyphs);
    }

    public Line line(Tone tone, String text) {
        return line().add(tone, text);
    }

    public Line line(String text) {
        return line().add(text);
    }

    /** The beginning of a section: its name, and room up to the text beside it. */
    public Line heading(String name) {
        return line(Tone.STRONG, name).padTo(INDENT);
    }

    public Line indent() {
        return line().padTo(INDENT);
    }

    public void add(Line line) {
        lines.add(line.fitted(columns()));
    }

    /** One blank line, unless there is one or nothing yet. */
    public void gap() {
        if (!lines.isEmpty() && lines.get(lines.size() - 1).width() > 0) {
            lines.add(line());
        }
    }

    /** How many lines there are so far. */
    int height() {
        return lines.size();
    }

    /** An empty one of the same style. */
    Page another() {
        return new Page(style);
    }

    /** The lines of another page of the same style below these. */
    void add(Page other) {
        lines.addAll(other.lines);
    }

    /** Items apart by dots, wrapped below the end of {@code head}. */
    public void items(Line head, List<Line> items) {
        flow(head, items, " · ");
    }

    /** The terms of a sum, apart by blanks, wrapped below the end of {@code head}. */
    void terms(Line head, List<Line> terms) {
        flow(head, terms, " ");
    }

    /** Words, wrapped below the end of {@code head}. */
    public void prose(Line head, Line text) {
        Flow flow = new Flow(this, head, head.width(), proseColumns(), " ");
        flow.words(text);
        flow.end();
    }

    /**
     * A command to be typed, below the end of {@code head}. Where it is broken the line ends as a
     * shell wants it, so that it can be pasted.
     */
    void command(Line head, String command) {
        int hang = head.width();
        Line line = head;
        List<String> words = shellWords(command);
        if (words.stream().anyMatch(word -> hang + width(word) + 2 > columns())) {
            prose(head, line(Tone.STRONG, command)); // no shell has a line end for that
            return;
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int blank = line.width() > hang ? 1 : 0;
            int end = i + 1 < words.size() ? 2 : 0;
            if (blank == 1 && line.width() + 1 + width(word) + end > columns()) {
                add(line.add(Tone.STRONG, " \\"));
                line = line().padTo(hang);
                blank = 0;
            }
            line.add(Tone.STRONG, " ".repeat(blank) + word);
        }
        add(line);
    }

    private int width(String text) {
        return glyphs.shown(text).length();
    }

    /** Apart by blanks, but those between quotes. */
    private static List<String> shellWords(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            quoted ^= c == '\'';
            if (c != ' ' || quoted) {
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        words.add(word.toString());
        return words;
    }

    private void flow(Line head, List<Line> items, String separator) {
        Flow flow = new Flow(this, head, head.width(), columns(), separator);
        items.forEach(flow::item);
        flow.end();
    }

    public String render() {
        StringBuilder text = new StringBuilder();
        lines.forEach(l -> text.append(l.render(style.colour())).append('\n'));
        return text.toString();
    }
}
