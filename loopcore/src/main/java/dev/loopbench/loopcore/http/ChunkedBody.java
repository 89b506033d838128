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

    Progress parse(ByteBuffer data) {
        while (data.hasRemaining()) {
            Progress progress =
                    switch (state) {
                        case DATA -> skip(data);
                        case TRAILERS -> trailers(data);
                        default -> accept(data.get() & 0xFF);
                    };
            if (progress != Progress.MORE) {
                return progress;
            }
        }
        return Progress.MORE;
    }

    private Progress accept(int octet) {
        return switch (state) {
            case SIZE -> size(octet);
            case EXTENSION -> extension(octet);
            case SIZE_LF -> octet == Characters.LF ? sizeKnown() : Progress.INVALID;
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

    private Progress size(int octet) {
        int digit = Character.digit(octet, 16);
        if (digit >= 0 && octet < 0x80) {
            digits++;
            chunkBytes = chunkBytes * 16 + digit;
            return digits <= MAX_SIZE_DIGITS ? Progress.MORE : Progress.INVALID;
        }
        if (digits == 0) {
            return Progress.INVALID;
        }
        if (octet == ';') {
            state = State.EXTENSION;
            return Progress.MORE;
        }
        return expect(octet, Characters.CR, State.SIZE_LF);
    }

    private Progress extension(int octet) {
        if (octet == Characters.CR) {
            state = State.SIZE_LF;
            return Progress.MORE;
        }
        extensionBytes++;
        return Characters.isFieldValue(octet) && extensionBytes <= MAX_EXTENSION_BYTES
                ? Progress.MORE
                : Progress.INVALID;
    }

    private Progress sizeKnown() {
        if (chunkBytes == 0) {
            trailers.start(MAX_TRAILER_BYTES);
            state = State.TRAILERS;
            return Progress.MORE;
        }
        if (chunkBytes > allowedBytes) {
            return Progress.TOO_LARGE;
        }
        allowedBytes -= chunkBytes;
        state = State.DATA;
        return Progress.MORE;
    }

    private Progress skip(ByteBuffer data) {
        int skipped = (int) Math.min(chunkBytes, data.remaining());
        data.position(data.position() + skipped);
        chunkBytes -= skipped;
        if (chunkBytes == 0) {
            state = State.DATA_CR;
        }
        return Progress.MORE;
    }

    private Progress trailers(ByteBuffer data) {
        Progress progress = trailers.parse(data);
        while (progress == Progress.FIELD) {
            progress = trailers.parse(data);
        }
        return progress == Progress.TOO_LARGE ? Progress.INVALID : progress;
    }

    private Progress expect(int octet, int expected, State next) {
        state = next;
        return octet == expected ? Progress.MORE : Progress.INVALID;
    }
}
