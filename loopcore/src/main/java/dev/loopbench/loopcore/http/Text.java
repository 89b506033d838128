package dev.loopbench.loopcore.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a message that are gathered, looked at and overwritten. Confined to one parser. */
final class Text {

    private byte[] octets = new byte[64];
    private int length;

    void clear() {
        length = 0;
    }

    void add(int octet) {
        if (length == octets.length) {
            octets = Arrays.copyOf(octets, 2 * length);
        }
        octets[length] = (byte) octet;
        length++;
    }

    int length() {
        return length;
    }

    int at(int index) {
        return octets[index] & 0xFF;
    }

    /** Drops blanks at the end. */
    void trimEnd() {
        while (length > 0 && Characters.isBlank(at(length - 1))) {
            length--;
        }
    }

    /** Whatever the case of its letters. */
    boolean is(String lowerCase) {
        return regionIs(0, length, lowerCase);
    }

    /** Whether it is a comma-separated list that has {@code lowerCase} among its members. */
    boolean lists(String lowerCase) {
        int from = 0;
        for (int i = 0; i <= length; i++) {
            if (i == length || at(i) == ',') {
                if (trimmedRegionIs(from, i, lowerCase)) {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }

    /** Whether the last member of the comma-separated list is {@code lowerCase}. */
    boolean listEndsWith(String lowerCase) {
        int from = length;
        while (from > 0 && at(from - 1) != ',') {
            from--;
        }
        return trimmedRegionIs(from, length, lowerCase);
    }

    String substring(int from, int to) {
        return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
    }

    byte[] copy() {
        return Arrays.copyOf(octets, length);
    }

    boolean contentEquals(byte[] other) {
        return Arrays.equals(octets, 0, length, other, 0, other.length);
    }

    @Override
    public String toString() {
        return substring(0, length);
    }

    private boolean trimmedRegionIs(int from, int to, String lowerCase) {
        int start = from;
        int end = to;
        while (start < end && Characters.isBlank(at(start))) {
            start++;
        }
        while (end > start && Characters.isBlank(at(end - 1))) {
            end--;
        }
        return regionIs(start, end, lowerCase);
    }

    private boolean regionIs(int from, int to, String lowerCase) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (Characters.lowerCase(at(i)) != lowerCase.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }
}
