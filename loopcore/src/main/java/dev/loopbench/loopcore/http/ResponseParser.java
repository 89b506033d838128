package dev.loopbench.loopcore.http;

import java.nio.ByteBuffer;

/**
 * Reads the answers to requests, however they are cut, and skips their bodies and the interim
 * answers (1xx) before them. As strict as {@link RequestParser} where a message ends, for the same
 * reasons.
 *
 * <p>Confined to one connection.
 */
final class ResponseParser {

    /** Of header fields, as Node's client allows. */
    static final int MAX_FIELD_BYTES = 16 * 1024;

    enum Event {
        /** All bytes are used up. */
        MORE,
        /** An interim answer, of which nobody makes use. */
        INTERIM,
        /** {@link #status} is known. Parse on, also if no bytes are left: the body may be empty. */
        HEAD,
        /** The answer is complete. */
        END,
        /** {@link #fault} says why. */
        WRONG
    }

    private enum Part {
        STATUS_LINE,
        FIELDS,
        LENGTH_BODY,
        CHUNKED_BODY,
        BODY_UNTIL_END,
        WRONG
    }

    private final StatusLine line = new StatusLine();
    private final FieldSection fields = new FieldSection();
    private final Framing framing = new Framing();
    private final ChunkedBody chunks = new ChunkedBody();
    private Part part = Part.STATUS_LINE;
    private boolean bodyless;
    private boolean persistent;
    private long leftBytes;
    private String fault = "";

    /** Begins with the first byte of a new answer. */
    void start() {
        start(false);
    }

    /**
     * As {@link #start()}.
     *
     * @param toHead the answer is one to HEAD: its fields tell of a body that does not come
     */
    void start(boolean toHead) {
        bodyless = toHead;
        part = Part.STATUS_LINE;
        line.start();
    }

    /** Reads up to the next event, or all of {@code data}. */
    Event parse(ByteBuffer data) {
        return switch (part) {
            case STATUS_LINE -> statusLine(data);
            case FIELDS -> fields(data);
            case LENGTH_BODY -> lengthBody(data);
            case CHUNKED_BODY -> chunkedBody(data);
            case BODY_UNTIL_END -> {
                data.position(data.limit());
                yield Event.MORE;
            }
            case WRONG -> Event.WRONG;
        };
    }

    /** Whether the end of the connection right now is the end of the answer (its last, then). */
    boolean endsWithConnection() {
        return part == Part.BODY_UNTIL_END;
    }

    /** Whether no byte of the answer has come. */
    boolean isBeforeAnswer() {
        return part == Part.STATUS_LINE && !line.isStarted();
    }

    /** Of the answer whose head was read last. */
    HttpStatus status() {
        return line.status();
    }

    /** The code of {@link #status}. */
    int code() {
        return line.code();
    }

    /** Whether the server keeps the connection after this answer. */
    boolean isPersistent() {
        return persistent;
    }

    /** What is wrong, as a sentence. */
    String fault() {
        return fault;
    }

    private Event statusLine(ByteBuffer data) {
        return switch (line.parse(data)) {
            case MORE -> Event.MORE;
            case DONE -> {
                part = Part.FIELDS;
                fields.start(MAX_FIELD_BYTES);
                framing.start();
                yield fields(data);
            }
            case INVALID, TOO_LARGE, FIELD ->
                    wrong("the server's answer does not begin as HTTP/1.1 does");
        };
    }

    private Event fields(ByteBuffer data) {
        ParseProgress progress = fields.parse(data);
        while (progress == ParseProgress.FIELD) {
            framing.field(fields.name(), fields.value());
            progress = fields.parse(data);
        }
        return switch (progress) {
            case MORE -> Event.MORE;
            case DONE -> line.code() < 200 ? interim() : head();
            case TOO_LARGE -> wrong("the server's answer has more than 16 KiB of header fields");
            case INVALID, FIELD -> wrong("the server's answer has a malformed header field");
        };
    }

    private Event interim() {
        if (line.code() == 101) {
            return wrong("the server changed the protocol, which nobody asked for");
        }
        start(bodyless);
        return Event.INTERIM;
    }

    /** Where the body ends: RFC 9112 section 6.3. */
    private Event head() {
        int minorVersion = line.minorVersion();
        if (framing.isAmbiguous(minorVersion)) {
            return wrong("the server's answer does not say clearly where it ends");
        }
        persistent = framing.isPersistent(minorVersion);
        leftBytes = 0;
        if (bodyless || line.code() == 204 || line.code() == 304) {
            part = Part.LENGTH_BODY;
        } else if (framing.isCodedOtherwise()) {
            return wrong("the server's answer is in a transfer coding that nobody asked for");
        } else if (framing.isChunked()) {
            part = Part.CHUNKED_BODY;
            chunks.start(Long.MAX_VALUE);
        } else if (framing.lengthBytes() != Framing.NO_LENGTH) {
            part = Part.LENGTH_BODY;
            leftBytes = framing.lengthBytes();
        } else {
            part = Part.BODY_UNTIL_END;
            persistent = false;
        }
        return Event.HEAD;
    }

    private Event lengthBody(ByteBuffer data) {
        int skipped = (int) Math.min(leftBytes, data.remaining());
        data.position(data.position() + skipped);
        leftBytes -= skipped;
        return leftBytes == 0 ? Event.END : Event.MORE;
    }

    private Event chunkedBody(ByteBuffer data) {
        return switch (chunks.parse(data)) {
            case MORE -> Event.MORE;
            case DONE -> Event.END;
            case INVALID, TOO_LARGE, FIELD -> wrong("the server's answer has a malformed chunk");
        };
    }

    private Event wrong(String sentence) {
        part = Part.WRONG;
        fault = sentence;
        return Event.WRONG;
    }
}
