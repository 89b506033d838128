package dev.loopbench.loopcore.zlib;

import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Takes gzip members (RFC 1952) apart again, and checks their CRC and length.
 *
 * <p>Immutable; any number of threads may decompress at once.
 */
public final class Gunzip {

    private static final int BUFFER_BYTES = 1 << 16;

    private final int lengthMaxBytes;

    /**
     * @param lengthMaxBytes of what comes out: a few bytes may stand for a million times as many
     */
    public Gunzip(int lengthMaxBytes) {
        if (lengthMaxBytes < 0) {
            throw new IllegalArgumentException("a length is not negative: " + lengthMaxBytes);
        }
        this.lengthMaxBytes = lengthMaxBytes;
    }

    /**
     * Decompresses on the calling thread.
     *
     * @throws IOException if they are no gzip members, damaged, cut short, or stand for more bytes
     *     than may come out
     */
    public byte[] decompress(byte[] members) throws IOException {
        try (GZIPInputStream input =
                new GZIPInputStream(new ByteArrayInputStream(members), BUFFER_BYTES)) {
            byte[] bytes = input.readNBytes(lengthMaxBytes);
            // Also where all of them are read: the CRC is checked at the end.
            if (input.read() >= 0) {
                throw new ZipException("more than " + lengthMaxBytes + " bytes come out");
            }
            return bytes;
        }
    }

    /** The same on a worker; its result is what was compressed. */
    public PoolRequest<byte[]> request(
            byte[] members, PoolRequest.@Nullable Callback<byte[]> callback) {
        return new PoolRequest<>(Lane.CPU, Gzip.KIND, () -> decompress(members), callback);
    }
}
