package dev.loopbench.loopcore.http;

import java.nio.ByteBuffer;

/**
 * Reads field lines up to the empty line that ends them: of a head, or of trailers. Strict as
 * Node's parser is: lines end in CR LF, no blank precedes the colon, no line is folded.
 *
 * <p>Confined to one parser.
 */
final class FieldSection {

    private enum State {
        LINE,
        NAME,
        VALUE,
        VALUE_LF,
        END_LF
    }

    private final Text name = new Text();
    private final Text value = new Text();
    private State state = State.LINE;
    private int leftBytes;

    /** Begins a section of at most {@code maxBytes}, its end included. */
    void start(int maxBytes) {
        state = State.LINE;
        leftBytes = maxBytes;
    }

    /** Of the field just read, until the next call of {@link #parse}. */
    Text name() {
        return name;
    }

    /** Without the blanks around it. */
    Text value() {
        return value;
    }

    ParseProgress parse(ByteBuffer data) {
        while (data.hasRemaining()) {
            if (leftBytes == 0) {
                return ParseProgress.TOO_LARGE;
            }
            leftBytes--;
            ParseProgress progress = accept(data.get() & 0xFF);
            if (progress != ParseProgress.MORE) {
                return progress;
            }
        }
        return ParseProgress.MORE;
    }

    private ParseProgress accept(int octet) {
        return switch (state) {
            case LINE -> line(octet);
            case NAME -> name(octet);
            case VALUE -> value(octet);
            case VALUE_LF -> lineFeed(octet, ParseProgress.FIELD);
            case END_LF -> lineFeed(octet, ParseProgress.DONE);
        };
    }

    private ParseProgress line(int octet) {
        if (octet == Characters.CR) {
            state = State.END_LF;
            return ParseProgress.MORE;
        }
        name.clear();
        value.clear();
        state = State.NAME;
        return octet == ':' ? ParseProgress.INVALID : name(octet);
    }

    private ParseProgress name(int octet) {
        if (octet == ':') {
            state = State.VALUE;
        } else if (Characters.isToken(octet)) {
            name.add(octet);
        } else {
            return ParseProgress.INVALID;
        }
        return ParseProgress.MORE;
    }

    private ParseProgress value(int octet) {
        if (octet == Characters.CR) {
            value.trimEnd();
            state = State.VALUE_LF;
        } else if (!Characters.isFieldValue(octet)) {
            return ParseProgress.INVALID;
        } else if (value.length() > 0 || !Characters.isBlank(octet)) {
            value.add(octet);
        }
        return ParseProgress.MORE;
    }

    private ParseProgress lineFeed(int octet, ParseProgress complete) {
        state = State.LINE;
        return octet == Characters.LF ? complete : ParseProgress.INVALID;
    }
}
