package dev.loopbench.loopcore.http;

import java.nio.ByteBuffer;

/**
 * Reads a status line (RFC 9112 section 4). The space before an empty reason may be missing, as
 * some servers leave it out. Confined to one parser.
 */
final class StatusLine {

    /** Of the reason: nobody should have to store a longer one. */
    static final int MAX_REASON_BYTES = 1024;

    /** A digit stands for any. */
    private static final String BEGIN = "HTTP/1.0 000";

    private enum State {
        BEGIN,
        REASON,
        END_LF
    }

    private final Text text = new Text();
    private State state = State.BEGIN;
    private int code;

    void start() {
        text.clear();
        state = State.BEGIN;
    }

    boolean isStarted() {
        return text.length() > 0;
    }

    int code() {
        return code;
    }

    int minorVersion() {
        return text.at(BEGIN.indexOf('0')) - '0';
    }

    HttpStatus status() {
        return new HttpStatus(code, text.substring(BEGIN.length(), text.length()).trim());
    }

    ParseProgress parse(ByteBuffer data) {
        while (data.hasRemaining()) {
            ParseProgress progress = accept(data.get() & 0xFF);
            if (progress != ParseProgress.MORE) {
                return progress;
            }
        }
        return ParseProgress.MORE;
    }

    private ParseProgress accept(int octet) {
        return switch (state) {
            case BEGIN -> begin(octet);
            case REASON -> reason(octet);
            case END_LF -> octet == Characters.LF ? ParseProgress.DONE : ParseProgress.INVALID;
        };
    }

    private ParseProgress begin(int octet) {
        int expected = BEGIN.charAt(text.length());
        if (expected == '0' ? !Characters.isDigit(octet) : octet != expected) {
            return ParseProgress.INVALID;
        }
        text.add(octet);
        if (text.length() < BEGIN.length()) {
            return ParseProgress.MORE;
        }
        state = State.REASON;
        code = 0;
        for (int i = BEGIN.length() - 3; i < BEGIN.length(); i++) {
            code = code * 10 + text.at(i) - '0';
        }
        return code >= 100 && code < 600 ? ParseProgress.MORE : ParseProgress.INVALID;
    }

    private ParseProgress reason(int octet) {
        if (octet == Characters.CR) {
            state = State.END_LF;
            return ParseProgress.MORE;
        }
        boolean first = text.length() == BEGIN.length();
        if (first ? octet != Characters.SP : !Characters.isFieldValue(octet)) {
            return ParseProgress.INVALID;
        }
        text.add(octet);
        return text.length() - BEGIN.length() <= MAX_REASON_BYTES
                ? ParseProgress.MORE
                : ParseProgress.TOO_LARGE;
    }
}
