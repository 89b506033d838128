package dev.loopbench.loopcore.http;

/** Which bytes may stand where (RFC 9110 section 5, RFC 3986). Immutable. */
final class Characters {

    static final int CR = '\r';
    static final int LF = '\n';
    static final int SP = ' ';
    static final int HT = '\t';

    private static final String ALPHANUMERIC =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final boolean[] TOKEN = table(ALPHANUMERIC + "!#$%&'*+-.^_`|~");

    /** uri-host and port, with the brackets of an IPv6 address. */
    private static final boolean[] HOST = table(ALPHANUMERIC + "-._~%!$&'()*+,;=[]:");

    private Characters() {}

    static boolean isToken(int octet) {
        return TOKEN[octet];
    }

    static boolean isHost(int octet) {
        return HOST[octet];
    }

    /** Visible ASCII: what URIs are made of, and more that does no harm. */
    static boolean isTarget(int octet) {
        return octet > SP && octet < 0x7F;
    }

    /** Visible, blank, or of the upper half that once was Latin-1; no control character. */
    static boolean isFieldValue(int octet) {
        return (octet >= SP && octet != 0x7F) || octet == HT;
    }

    static boolean isFieldValue(String text) {
        return text.chars().allMatch(octet -> octet <= 0xFF && isFieldValue(octet));
    }

    static boolean isBlank(int octet) {
        return octet == SP || octet == HT;
    }

    static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    /** Of ASCII letters alone. */
    static int lowerCase(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
    }

    private static boolean[] table(String members) {
        boolean[] table = new boolean[256];
        members.chars().forEach(member -> table[member] = true);
        return table;
    }
}
