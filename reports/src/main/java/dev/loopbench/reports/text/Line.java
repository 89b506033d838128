package dev.loopbench.reports.text;

import java.util.ArrayList;
import java.util.List;

/**
 * One line while it is put together: pieces of text with their tones, and how wide they are.
 *
 * <p>Confined to the thread that writes the report. Methods return this line.
 */
public final class Line {

    private record Span(String text, Tone tone) {}

    private final Glyphs glyphs;
    private final List<Span> spans = new ArrayList<>();
    private int width;

    Line(Glyphs glyphs) {
        this.glyphs = glyphs;
    }

    public int width() {
        return width;
    }

    public Line add(String text) {
        return add(Tone.PLAIN, text);
    }

    public Line add(Tone tone, String text) {
        String shown = glyphs.shown(text);
        if (!shown.isEmpty()) {
            spans.add(new Span(shown, tone));
            width += Glyphs.cells(shown);
        }
        return this;
    }

    public Line add(Line other) {
        spans.addAll(other.spans);
        width += other.width;
        return this;
    }

    /** Blanks up to {@code column}; nothing if the line is there already. */
    public Line padTo(int column) {
        return width < column ? add(" ".repeat(column - width)) : this;
    }

    /** The text at the right end of so many cells, with at least one blank before it. */
    public Line addRight(Tone tone, String text, int cells) {
        int blanks = Math.max(1, cells - Glyphs.cells(glyphs.shown(text)));
        return add(" ".repeat(blanks)).add(tone, text);
    }

    /** The words of this line as lines of their own. */
    List<Line> words() {
        List<Line> words = new ArrayList<>();
        Line word = new Line(glyphs);
        for (Span span : spans) {
            String[] parts = span.text.split(" ", -1);
            for (int i = 0; i < parts.length; i++) {
                if (i > 0 && word.width > 0) {
                    words.add(word);
                    word = new Line(glyphs);
                }
                word.add(span.tone, parts[i]);
            }
        }
        if (word.width > 0) {
            words.add(word);
        }
        return words;
    }

    /** The first {@code cells} cells of it. */
    Line head(int cells) {
        return part(0, cells);
    }

    /** All but the first {@code cells} cells. */
    Line tail(int cells) {
        return part(cells, width);
    }

    private Line part(int from, int to) {
        Line part = new Line(glyphs);
        int at = 0;
        for (Span span : spans) {
            StringBuilder inside = new StringBuilder();
            for (int character : span.text.codePoints().toArray()) {
                int end = at + Glyphs.cells(character);
                // Of two cells between which a line is broken none goes before the break.
                if (end > from && end <= to) {
                    inside.appendCodePoint(character);
                }
                at = end;
            }
            part.add(span.tone, inside.toString());
        }
        return part;
    }

    /** At most so many cells, the last ones saying that something is left out. */
    Line fitted(int cells) {
        if (width <= cells) {
            return this;
        }
        String more = glyphs.shown("…");
        return head(Math.max(0, cells - more.length())).add(Tone.FAINT, more);
    }

    /** Blanks take the tone before them, so that a sentence is painted once and not by word. */
    String render(boolean colour) {
        StringBuilder text = new StringBuilder();
        StringBuilder run = new StringBuilder();
        Tone tone = Tone.PLAIN;
        for (Span span : spans) {
            if (colour && span.tone != tone && !span.text.isBlank()) {
                paint(tone, run, text);
                tone = span.tone;
            }
            run.append(span.text);
        }
        paint(tone, run, text);
        return text.toString().stripTrailing();
    }

    private static void paint(Tone tone, StringBuilder run, StringBuilder text) {
        String words = run.toString().stripTrailing();
        if (!words.isEmpty()) {
            text.append(tone.paint(words));
        }
        text.append(" ".repeat(run.length() - words.length()));
        run.setLength(0);
    }
}
