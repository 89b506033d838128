package dev.loopbench.loopcore.http;

import java.nio.ByteBuffer;

/**
 * Skips a body sent in chunks, with its extensions and trailers (RFC 9112 section 7.1). Confined to
 * one parser.
 */
final class ChunkedBody {

    /** Of all chunks together: nobody uses them, so that many of them are an attack. */
    static final int MAX_EXTENSION_BYTES = 16 * 1024;

    /** Trailers together. */
    static final int MAX_TRAILER_BYTES = 16 * 1024;

    /** Longer ones do not fit a long, or only have zeros in front. */
    private static final int MAX_SIZE_DIGITS = 15;

    private enum State {
        SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILERS
    }

    private final FieldSection trailers = new FieldSection();
    private State state = State.SIZE;
    private int digits;
    private long chunkBytes;
    private long allowedBytes;
    private int extensionBytes;

    /** Begins a body of at most {@code maxBytes}, not counting what chunks add. */
    void start(long maxBytes) {
        allowedBytes = maxBytes;
        extensionBytes = 0;
        startChunk();
    }

    ParseProgress parse(ByteBuffer data) {
        while (data.hasRemaining()) {
            ParseProgress progress =
                    switch (state) {
                        case DATA -> skip(data);
                        case TRAILERS -> trailers(data);
                        default -> accept(data.get() & 0xFF);
                    };
            if (progress != ParseProgress.MORE) {
                return progress;
            }
        }
        return ParseProgress.MORE;
    }

    private ParseProgress accept(int octet) {
        return switch (state) {
            case SIZE -> size(octet);
            case EXTENSION -> extension(octet);
            case SIZE_LF -> octet == Characters.LF ? sizeKnown() : ParseProgress.INVALID;
            case DATA_CR -> expect(octet, Characters.CR, State.DATA_LF);
            case DATA_LF -> {
                startChunk();
                yield expect(octet, Characters.LF, State.SIZE);
            }
            case DATA, TRAILERS -> throw new AssertionError(state);
        };
    }

    private void startChunk() {
        state = State.SIZE;
        digits = 0;
        chunkBytes = 0;
    }

    private ParseProgress size(int octet) {
        int digit = Character.digit(octet, 16);
        if (digit >= 0 && octet < 0x80) {
            digits++;
            chunkBytes = chunkBytes * 16 + digit;
            return digits <= MAX_SIZE_DIGITS ? ParseProgress.MORE : ParseProgress.INVALID;
        }
        if (digits == 0) {
            return ParseProgress.INVALID;
        }
        if (octet == ';') {
            state = State.EXTENSION;
            return ParseProgress.MORE;
        }
        return expect(octet, Characters.CR, State.SIZE_LF);
    }

    private ParseProgress extension(int octet) {
        if (octet == Characters.CR) {
            state = State.SIZE_LF;
            return ParseProgress.MORE;
        }
        extensionBytes++;
        return Characters.isFieldValue(octet) && extensionBytes <= MAX_EXTENSION_BYTES
                ? ParseProgress.MORE
                : ParseProgress.INVALID;
    }

    private ParseProgress sizeKnown() {
        if (chunkBytes == 0) {
            trailers.start(MAX_TRAILER_BYTES);
            state = State.TRAILERS;
            return ParseProgress.MORE;
        }
        if (chunkBytes > allowedBytes) {
            return ParseProgress.TOO_LARGE;
        }
        allowedBytes -= chunkBytes;
        state = State.DATA;
        return ParseProgress.MORE;
    }

    private ParseProgress skip(ByteBuffer data) {
        int skipped = (int) Math.min(chunkBytes, data.remaining());
        data.position(data.position() + skipped);
        chunkBytes -= skipped;
        if (chunkBytes == 0) {
            state = State.DATA_CR;
        }
        return ParseProgress.MORE;
    }

    private ParseProgress trailers(ByteBuffer data) {
        ParseProgress progress = trailers.parse(data);
        while (progress == ParseProgress.FIELD) {
            progress = trailers.parse(data);
        }
        return progress == ParseProgress.TOO_LARGE ? ParseProgress.INVALID : progress;
    }

    private ParseProgress expect(int octet, int expected, State next) {
        state = next;
        return octet == expected ? ParseProgress.MORE : ParseProgress.INVALID;
    }
}
