package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.zlib.Gunzip;
import dev.loopbench.loopcore.zlib.Gzip;
import java.io.IOException;

/** Compresses and decompresses: {@link #platform} but where a test fails. Thread-safe. */
interface Codec {

    byte[] gzip(byte[] bytes);

    /**
     * @param lengthBytes of what comes out, at most
     */
    byte[] gunzip(byte[] members, int lengthBytes) throws IOException;

    static Codec platform(int level) {
        Gzip gzip = new Gzip(level);
        return new Codec() {
            @Override
            public byte[] gzip(byte[] bytes) {
                return gzip.compress(bytes);
            }

            @Override
            public byte[] gunzip(byte[] members, int lengthBytes) throws IOException {
                return new Gunzip(lengthBytes).decompress(members);
            }
        };
    }
}
