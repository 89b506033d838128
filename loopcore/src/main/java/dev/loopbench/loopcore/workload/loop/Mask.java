package dev.loopbench.loopcore.workload.loop;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * A transformation that is undone by doing it again: each byte XOR one of four by its place in the
 * stream, as WebSocket clients mask what they send (RFC 6455, 5.3). Immutable.
 */
final class Mask {

    /** No byte of a key is zero: none is left as it was. */
    private static final int ALL_BYTES = 0x01010101;

    private final int key;

    Mask(int key) {
        this.key = key | ALL_BYTES;
    }

    static Mask drawn(long seed) {
        return new Mask(new SplittableRandom(seed).nextInt());
    }

    /** Changes what remains of {@code bytes}, which stands at this position of the stream. */
    void apply(ByteBuffer bytes, long positionBytes) {
        int rotated = Integer.rotateLeft(key, Byte.SIZE * (int) (positionBytes % Integer.BYTES));
        long doubled = (rotated & 0xFFFF_FFFFL) << Integer.SIZE | (rotated & 0xFFFF_FFFFL);
        int index = bytes.position();
        for (; index <= bytes.limit() - Long.BYTES; index += Long.BYTES) {
            bytes.putLong(index, bytes.getLong(index) ^ doubled);
        }
        for (int shift = Long.SIZE - Byte.SIZE; index < bytes.limit(); shift -= Byte.SIZE) {
            bytes.put(index, (byte) (bytes.get(index) ^ doubled >>> shift));
            index++;
        }
    }
}
