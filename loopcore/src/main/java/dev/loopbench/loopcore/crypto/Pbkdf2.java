package dev.loopbench.loopcore.crypto;

import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Derives a key from a password as RFC 8018 says, with the platform's own implementation.
 *
 * <p>Immutable; any number of threads may derive at once.
 */
public final class Pbkdf2 {

    /** The hash under the key derivation. */
    public enum Digest {
        SHA1("PBKDF2WithHmacSHA1"),
        SHA256("PBKDF2WithHmacSHA256"),
        SHA512("PBKDF2WithHmacSHA512");

        private final String algorithm;

        Digest(String algorithm) {
            this.algorithm = algorithm;
        }

        /**
         * The digest that users call {@code sha1}, {@code sha256} or {@code sha512}.
         *
         * @throws IllegalArgumentException for any other name
         */
        public static Digest of(String label) {
            for (Digest digest : values()) {
                if (digest.label().equals(label)) {
                    return digest;
                }
            }
            throw new IllegalArgumentException(
                    "a digest is sha1, sha256 or sha512, not '" + label + "'");
        }

        /** Its name for users. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Names the operation in reports. */
    public static final String KIND = "pbkdf2";

    private final Digest digest;
    private final String password;
    private final byte[] salt;
    private final int iterations;
    private final int keyLengthBytes;

    /**
     * @param password taken as UTF-8
     * @throws IllegalArgumentException if the salt is empty, which the platform refuses, or a
     *     number is not positive or too large
     */
    public Pbkdf2(Digest digest, String password, byte[] salt, int iterations, int keyLengthBytes) {
        if (salt.length == 0) {
            throw new IllegalArgumentException("a salt has at least one byte");
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("at least one iteration is needed");
        }
        if (keyLengthBytes < 1 || keyLengthBytes > Integer.MAX_VALUE / Byte.SIZE) {
            throw new IllegalArgumentException(
                    "a key has 1 to " + Integer.MAX_VALUE / Byte.SIZE + " bytes");
        }
        this.digest = digest;
        this.password = password;
        this.salt = salt.clone();
        this.iterations = iterations;
        this.keyLengthBytes = keyLengthBytes;
    }

    /**
     * Derives the key on the calling thread.
     *
     * @throws GeneralSecurityException if this platform lacks the algorithm
     */
    public byte[] derive() throws GeneralSecurityException {
        PBEKeySpec spec =
                new PBEKeySpec(
                        password.toCharArray(), salt, iterations, keyLengthBytes * Byte.SIZE);
        try {
            // A factory of its own per call: factories do not promise to be thread-safe.
            return SecretKeyFactory.getInstance(digest.algorithm).generateSecret(spec).getEncoded();
        } finally {
            spec.clearPassword();
        }
    }

    /** The same on a worker; its result is the key. */
    public PoolRequest<byte[]> request(PoolRequest.@Nullable Callback<byte[]> callback) {
        return new PoolRequest<>(Lane.CPU, KIND, this::derive, callback);
    }
}
