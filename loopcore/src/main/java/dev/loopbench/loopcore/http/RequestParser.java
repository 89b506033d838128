package dev.loopbench.loopcore.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests, byte by byte, however they are cut: the result depends on the bytes alone. Bodies
 * are skipped. What others might read differently is refused (RFC 9112 sections 2.2, 5.1, 5.2, 6.3;
 * RFC 9110 section 7.2).
 *
 * <p>Confined to one connection.
 */
final class RequestParser {

    enum Event {
        /** All bytes are used up. */
        MORE,
        /** The client waits for leave to send its body; the request itself comes later. */
        CONTINUE,
        /** {@link #request} is complete. */
        REQUEST,
        /** {@link #refusal} says why; the rest of what the client sends has no meaning. */
        REFUSED
    }

    private enum Part {
        LINE,
        FIELDS,
        LENGTH_BODY,
        CHUNKED_BODY,
        REFUSED
    }

    private final HttpLimits limits;
    private final RequestLine line;
    private final FieldSection fields = new FieldSection();
    private final RequestFields meaning = new RequestFields();
    private final ChunkedBody chunks = new ChunkedBody();
    private Part part = Part.LINE;
    private long leftBytes;
    private HttpStatus refusal = HttpStatus.BAD_REQUEST;

    RequestParser(HttpLimits limits) {
        this.limits = limits;
        line = new RequestLine(limits.targetBytes());
    }

    /** Reads up to the next event, or all of {@code data}. */
    Event parse(ByteBuffer data) {
        return switch (part) {
            case LINE -> line(data);
            case FIELDS -> fields(data);
            case LENGTH_BODY -> lengthBody(data);
            case CHUNKED_BODY -> chunkedBody(data);
            case REFUSED -> Event.REFUSED;
        };
    }

    /** The request that was read last. */
    HttpRequest request() {
        @Nullable HttpRequest request = line.request();
        if (request == null) {
            throw new IllegalStateException("no request was read");
        }
        return request;
    }

    /** Whether the client of that request may send another. */
    boolean isPersistent() {
        return meaning.framing().isPersistent(line.minorVersion());
    }

    /** Whether that request's client needs to be told that the connection goes on. */
    boolean isOldVersion() {
        return line.minorVersion() == 0;
    }

    HttpStatus refusal() {
        return refusal;
    }

    /** No byte of a request has come that is not complete. */
    boolean isBetweenRequests() {
        return part == Part.LINE && line.readBytes() == 0;
    }

    private Event line(ByteBuffer data) {
        return switch (line.parse(data)) {
            case MORE -> Event.MORE;
            case DONE -> lineRead(data);
            case TOO_LARGE -> refuse(HttpStatus.URI_TOO_LONG);
            case INVALID, FIELD -> refuse(HttpStatus.BAD_REQUEST);
        };
    }

    private Event lineRead(ByteBuffer data) {
        if (line.majorVersion() != 1) {
            return refuse(HttpStatus.VERSION_NOT_SUPPORTED);
        }
        if (line.request() == null) {
            return refuse(HttpStatus.BAD_REQUEST);
        }
        part = Part.FIELDS;
        fields.start(Math.max(0, limits.headBytes() - line.readBytes()));
        meaning.start();
        return fields(data);
    }

    private Event fields(ByteBuffer data) {
        ParseProgress progress = fields.parse(data);
        while (progress == ParseProgress.FIELD) {
            meaning.field(fields.name(), fields.value());
            progress = fields.parse(data);
        }
        return switch (progress) {
            case MORE -> Event.MORE;
            case DONE -> headRead(data);
            case TOO_LARGE -> refuse(HttpStatus.FIELDS_TOO_LARGE);
            case INVALID, FIELD -> refuse(HttpStatus.BAD_REQUEST);
        };
    }

    private Event headRead(ByteBuffer data) {
        HttpStatus objection = meaning.objection(line.minorVersion());
        if (objection != null) {
            return refuse(objection);
        }
        Framing framing = meaning.framing();
        if (framing.lengthBytes() > limits.bodyBytes()) {
            return refuse(HttpStatus.CONTENT_TOO_LARGE);
        }
        if (framing.isChunked()) {
            part = Part.CHUNKED_BODY;
            chunks.start(limits.bodyBytes());
        } else if (framing.lengthBytes() > 0) {
            part = Part.LENGTH_BODY;
            leftBytes = framing.lengthBytes();
        } else {
            return complete();
        }
        return meaning.expectsContinue(line.minorVersion()) ? Event.CONTINUE : parse(data);
    }

    private Event lengthBody(ByteBuffer data) {
        int skipped = (int) Math.min(leftBytes, data.remaining());
        data.position(data.position() + skipped);
        leftBytes -= skipped;
        return leftBytes == 0 ? complete() : Event.MORE;
    }

    private Event chunkedBody(ByteBuffer data) {
        return switch (chunks.parse(data)) {
            case MORE -> Event.MORE;
            case DONE -> complete();
            case TOO_LARGE -> refuse(HttpStatus.CONTENT_TOO_LARGE);
            case INVALID, FIELD -> refuse(HttpStatus.BAD_REQUEST);
        };
    }

    private Event complete() {
        part = Part.LINE;
        line.start();
        return Event.REQUEST;
    }

    private Event refuse(HttpStatus status) {
        part = Part.REFUSED;
        refusal = status;
        return Event.REFUSED;
    }
}
