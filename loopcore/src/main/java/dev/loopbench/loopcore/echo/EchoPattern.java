package dev.loopbench.loopcore.echo;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * The bytes that echo clients send: one block of pseudo-random bytes, of which each request takes a
 * piece that begins elsewhere than those before it and those of other connections. So bytes that
 * are swapped, stale, lost or shifted are noticed, and a request costs nothing to make.
 *
 * <p>Immutable.
 */
public final class EchoPattern {

    /** So many beginnings; a prime, so that any step visits all of them. */
    private static final int BEGINNINGS = 65_521;

    /** From request to request; larger than the common payloads, so that they do not overlap. */
    private static final int REQUEST_STEP = 25_013;

    /** From connection to connection. */
    private static final int CONNECTION_STEP = 8_191;

    private static final long SEED = 0x6C6F6F7062656E63L;

    private final ByteBuffer block;
    private final int maxPayloadBytes;

    public EchoPattern(int maxPayloadBytes) {
        if (maxPayloadBytes < 1 || maxPayloadBytes > Integer.MAX_VALUE - BEGINNINGS) {
            throw new IllegalArgumentException(
                    "a payload is 1 to "
                            + (Integer.MAX_VALUE - BEGINNINGS)
                            + " bytes, not "
                            + maxPayloadBytes);
        }
        this.maxPayloadBytes = maxPayloadBytes;
        byte[] bytes = new byte[BEGINNINGS + maxPayloadBytes];
        new SplittableRandom(SEED).nextBytes(bytes);
        block = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    int maxPayloadBytes() {
        return maxPayloadBytes;
    }

    /** A view of the whole block, which may be repositioned. */
    ByteBuffer view() {
        return block.duplicate();
    }

    /** Where a connection's first request begins. */
    static int firstOffset(int connection) {
        return (int) Math.floorMod((long) connection * CONNECTION_STEP, (long) BEGINNINGS);
    }

    /** Where the request after the one at {@code offset} begins. */
    static int nextOffset(int offset) {
        return (offset + REQUEST_STEP) % BEGINNINGS;
    }
}
