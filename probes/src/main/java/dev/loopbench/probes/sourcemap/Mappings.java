package dev.loopbench.probes.sourcemap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The field {@code mappings} of a source map, decoded: what each stretch of a generated line was
 * made of. Immutable; lines and columns count from 0.
 *
 * <p>Lines are divided by semicolons, their segments by commas. A segment has one, four or five
 * numbers, each the difference to the one before it, in Base64 digits of five bits, the least
 * significant first; the sign is the lowest bit of the whole.
 */
final class Mappings {

    /**
     * From {@code column} to the next segment of its line.
     *
     * @param source index of the file; {@link #NONE} where the code was made of none
     * @param name index of the name; {@link #NONE} if there is none
     */
    record Segment(int column, int source, int line, int sourceColumn, int name) {}

    static final int NONE = -1;

    private static final String DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static final int DIGIT_BITS = 5;
    private static final int CONTINUES = 1 << DIGIT_BITS;
    private static final int MAX_BITS = 32;
    private static final int FIELDS = 5;

    private final List<Segment[]> lines;

    private Mappings(List<Segment[]> lines) {
        this.lines = lines;
    }

    static Mappings of(String text) throws SourceMapException {
        return new Decoder(text).decode();
    }

    /** The segment in which a column lies; null if none begins before it in its line. */
    @Nullable Segment at(int line, int column) {
        if (line < 0 || line >= lines.size()) {
            return null;
        }
        Segment[] segments = lines.get(line);
        int low = 0;
        int high = segments.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (segments[middle].column <= column) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? null : segments[low - 1];
    }

    /** Confined to its caller; used once. */
    private static final class Decoder {

        private final String text;
        private final List<Segment[]> lines = new ArrayList<>();
        private final List<Segment> line = new ArrayList<>();
        private int at;
        private int source;
        private int sourceLine;
        private int sourceColumn;
        private int name;

        Decoder(String text) {
            this.text = text;
        }

        Mappings decode() throws SourceMapException {
            int column = 0;
            while (at < text.length()) {
                char next = text.charAt(at);
                if (next == ';') {
                    endLine();
                    column = 0;
                    at++;
                } else if (next == ',') {
                    at++;
                } else {
                    column = segment(column);
                }
            }
            endLine();
            return new Mappings(lines);
        }

        /** They are told in their order; what is not is put there. */
        private void endLine() {
            Segment[] segments = line.toArray(new Segment[0]);
            Arrays.sort(segments, Comparator.comparingInt(Segment::column));
            lines.add(segments);
            line.clear();
        }

        /** Returns its column. */
        private int segment(int before) throws SourceMapException {
            int[] fields = new int[FIELDS];
            int count = 0;
            while (at < text.length() && ",;".indexOf(text.charAt(at)) < 0) {
                if (count == FIELDS) {
                    throw new SourceMapException("a segment of the source map has six numbers");
                }
                fields[count++] = number();
            }
            int column = before + fields[0];
            if (count == 1) {
                line.add(new Segment(column, NONE, 0, 0, NONE));
                return column;
            }
            if (count < FIELDS - 1) {
                throw new SourceMapException(
                        "a segment of the source map has " + count + " numbers");
            }
            source += fields[1];
            sourceLine += fields[2];
            sourceColumn += fields[3];
            name += fields[4];
            if (column < 0 || source < 0 || sourceLine < 0 || sourceColumn < 0 || name < 0) {
                throw new SourceMapException("a segment of the source map lies before the begin");
            }
            line.add(
                    new Segment(
                            column,
                            source,
                            sourceLine,
                            sourceColumn,
                            count == FIELDS ? name : NONE));
            return column;
        }

        private int number() throws SourceMapException {
            long value = 0;
            int shift = 0;
            while (true) {
                int digit = at < text.length() ? DIGITS.indexOf(text.charAt(at)) : NONE;
                if (digit == NONE || shift > MAX_BITS) {
                    throw new SourceMapException("a number of the source map cannot be read");
                }
                at++;
                value |= (long) (digit & (CONTINUES - 1)) << shift;
                shift += DIGIT_BITS;
                if ((digit & CONTINUES) == 0) {
                    long magnitude = value >>> 1;
                    return (int) ((value & 1) == 0 ? magnitude : -magnitude);
                }
            }
        }
    }
}
