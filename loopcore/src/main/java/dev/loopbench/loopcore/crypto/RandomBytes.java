package dev.loopbench.loopcore.crypto;

import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Unpredictable bytes. Thread-safe, as the generator it draws from. */
public final class RandomBytes {

    /** Names the operation in reports. */
    public static final String KIND = "random";

    private final SecureRandom generator;

    public RandomBytes(SecureRandom generator) {
        this.generator = generator;
    }

    /** Draws on the calling thread. */
    public byte[] draw(int lengthBytes) {
        byte[] bytes = new byte[requireLength(lengthBytes)];
        generator.nextBytes(bytes);
        return bytes;
    }

    /** The same on a worker; its result is the bytes. */
    public PoolRequest<byte[]> request(
            int lengthBytes, PoolRequest.@Nullable Callback<byte[]> callback) {
        requireLength(lengthBytes);
        return new PoolRequest<>(Lane.CPU, KIND, () -> draw(lengthBytes), callback);
    }

    private static int requireLength(int lengthBytes) {
        if (lengthBytes < 0) {
            throw new IllegalArgumentException("a length is not negative: " + lengthBytes);
        }
        return lengthBytes;
    }
}
