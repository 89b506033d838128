package dev.loopbench.probes.socket;

import java.nio.ByteOrder;

/**
 * Addresses of the kernel's tables as people write them: {@code 127.0.0.1:80}, {@code [::1]:80}
 * (RFC 5952). Stateless.
 *
 * <p>The kernel prints an address as words of 32 bits in its own byte order. A version 4 address
 * that a version 6 socket holds is written as what it is.
 */
final class AddressText {

    private static final int WORD_DIGITS = 8;
    private static final int V6_GROUPS = 8;

    /** Where the version 4 address begins in {@code ::ffff:a.b.c.d}. */
    private static final int MAPPED_GROUP = 5;

    private AddressText() {}

    /**
     * @param digits hexadecimal, beginning at {@code from}: 8 for version 4, 32 for version 6
     */
    static String of(byte[] text, int from, int digits, int port, ByteOrder kernelOrder) {
        int[] groups = new int[digits / 4];
        for (int word = 0; word < digits / WORD_DIGITS; word++) {
            int value = word(text, from + word * WORD_DIGITS);
            int bytes = kernelOrder == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
            groups[2 * word] = bytes >>> 16;
            groups[2 * word + 1] = bytes & 0xffff;
        }
        if (groups.length < V6_GROUPS) {
            return v4(groups, 0) + ":" + port;
        }
        return isMapped(groups)
                ? v4(groups, MAPPED_GROUP + 1) + ":" + port
                : "[" + v6(groups) + "]:" + port;
    }

    private static int word(byte[] text, int from) {
        int value = 0;
        for (int i = from; i < from + WORD_DIGITS; i++) {
            value = value << 4 | Character.digit(text[i], 16);
        }
        return value;
    }

    private static boolean isMapped(int[] groups) {
        for (int i = 0; i < MAPPED_GROUP; i++) {
            if (groups[i] != 0) {
                return false;
            }
        }
        return groups[MAPPED_GROUP] == 0xffff;
    }

    private static String v4(int[] groups, int at) {
        return (groups[at] >>> 8)
                + "."
                + (groups[at] & 0xff)
                + "."
                + (groups[at + 1] >>> 8)
                + "."
                + (groups[at + 1] & 0xff);
    }

    /** The first longest run of at least two zero groups becomes {@code ::}. */
    private static String v6(int[] groups) {
        int gapAt = -1;
        int gap = 1;
        for (int i = 0; i < V6_GROUPS; i++) {
            int zeros = zerosFrom(groups, i);
            if (zeros > gap) {
                gapAt = i;
                gap = zeros;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < V6_GROUPS; i++) {
            if (i == gapAt) {
                text.append("::");
                i += gap - 1;
            } else {
                boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
                text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static int zerosFrom(int[] groups, int at) {
        int end = at;
        while (end < V6_GROUPS && groups[end] == 0) {
            end++;
        }
        return end - at;
    }
}
