package dev.loopbench.loopcore.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A text cut into pieces, as a network would cut it. */
final class Pieces {

    private Pieces() {}

    static List<ByteBuffer> whole(String text) {
        return List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static List<ByteBuffer> single(String text) {
        List<ByteBuffer> pieces = new ArrayList<>();
        for (byte octet : text.getBytes(StandardCharsets.ISO_8859_1)) {
            pieces.add(ByteBuffer.wrap(new byte[] {octet}));
        }
        return pieces;
    }

    static List<ByteBuffer> random(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        List<ByteBuffer> pieces = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int length = 1 + random.nextInt(Math.min(bytes.length - from, 40));
            // Direct, as the loop's buffers are, and not at its beginning.
            ByteBuffer piece = ByteBuffer.allocateDirect(length + 1).position(1);
            pieces.add(piece.put(bytes, from, length).flip().position(1));
            from += length;
        }
        return pieces;
    }
}
