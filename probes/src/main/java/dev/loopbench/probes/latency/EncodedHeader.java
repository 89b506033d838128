package dev.loopbench.probes.latency;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What an encoded histogram says about itself before its counts: how much memory decoding would
 * take. Immutable.
 *
 * <p>The layout is HdrHistogram's V2: cookie and length, then compressed: cookie, payload length,
 * normalizing offset, significant digits, lowest and highest value, conversion ratio.
 *
 * @param payloadBytes of the counts once they are inflated
 */
record EncodedHeader(int payloadBytes, int normalizingOffset, int significantDigits) {

    private static final int PREFIX_BYTES = 8;
    private static final int HEADER_BYTES = 40;

    /** Three digits up to the largest value: 55 000 counts of at most nine bytes. */
    private static final int PAYLOAD_BYTES_MAX = 500_000;

    static EncodedHeader of(byte[] compressed) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed, PREFIX_BYTES, compressed.length - PREFIX_BYTES);
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            while (header.hasRemaining() && inflater.inflate(header) > 0) {
                // A stream may come out in several pieces.
            }
            header.flip();
            header.getInt(); // the cookie: the decoder looks at it
            return new EncodedHeader(header.getInt(), header.getInt(), header.getInt());
        } finally {
            inflater.end();
        }
    }

    /**
     * @throws DataFormatException if it is none of ours: decoding it could take any memory
     */
    void requireModest() throws DataFormatException {
        if (payloadBytes < 0
                || payloadBytes > PAYLOAD_BYTES_MAX
                || normalizingOffset != 0
                || significantDigits > LatencyRecorder.SIGNIFICANT_DIGITS) {
            throw new DataFormatException("no histogram of a report: " + this);
        }
    }
}
