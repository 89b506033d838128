package dev.loopbench.loopcore.zlib;

import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Compresses bytes into one gzip member (RFC 1952) with the platform's own deflate.
 *
 * <p>Immutable; any number of threads may compress at once. The same bytes at the same level give
 * the same member: no time is written into it.
 */
public final class Gzip {

    /** Names the operation in reports. */
    public static final String KIND = "zlib";

    private static final int BUFFER_BYTES = 1 << 16;

    /** RFC 1952, 2.3: the header without its optional fields, the CRC and the length behind. */
    private static final int HEADER_BYTES = 10;

    private static final int TRAILER_BYTES = 8;
    private static final short MAGIC = (short) 0x8b1f;
    private static final byte SLOWEST = 2;
    private static final byte FASTEST = 4;
    private static final byte UNKNOWN_SYSTEM = (byte) 255;

    private final int level;

    /**
     * @param level 0 for none, 1 for the fastest, to 9 for the smallest
     */
    public Gzip(int level) {
        if (level < Deflater.NO_COMPRESSION || level > Deflater.BEST_COMPRESSION) {
            throw new IllegalArgumentException("a level is 0 to 9, not " + level);
        }
        this.level = level;
    }

    /** Compresses on the calling thread. */
    public byte[] compress(byte[] bytes) {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        member.writeBytes(header());
        deflate(bytes, member);
        member.writeBytes(trailer(bytes));
        return member.toByteArray();
    }

    /** The same on a worker; its result is the member. */
    public PoolRequest<byte[]> request(
            byte[] bytes, PoolRequest.@Nullable Callback<byte[]> callback) {
        return new PoolRequest<>(Lane.CPU, KIND, () -> compress(bytes), callback);
    }

    private byte[] header() {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(MAGIC)
                .put((byte) Deflater.DEFLATED)
                .put((byte) 0) // no optional field
                .putInt(0) // no time
                .put(effort())
                .put(UNKNOWN_SYSTEM)
                .array();
    }

    /** What zlib writes there: how hard the compressor tried. */
    private byte effort() {
        if (level == Deflater.BEST_COMPRESSION) {
            return SLOWEST;
        }
        return level <= Deflater.BEST_SPEED ? FASTEST : 0;
    }

    private void deflate(byte[] bytes, ByteArrayOutputStream member) {
        // Without the header and trailer of zlib's own format.
        Deflater deflater = new Deflater(level, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] buffer = new byte[BUFFER_BYTES];
            while (!deflater.finished()) {
                member.write(buffer, 0, deflater.deflate(buffer));
            }
        } finally {
            deflater.end(); // its memory is not the collector's
        }
    }

    private static byte[] trailer(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return ByteBuffer.allocate(TRAILER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .putInt(bytes.length)
                .array();
    }
}
